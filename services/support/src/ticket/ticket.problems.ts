import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import { stateProblems } from '../refusal/state-problems.ts';

/** What can go wrong with tickets. */
export const ticketProblems: ProblemCatalog = {
  ...stateProblems(
    'ticket',
    { 'zh-CN': '工单', 'zh-TW': '工單', en: 'ticket' },
    {
      NEW: { 'zh-CN': '新建', 'zh-TW': '新建', en: 'new' },
      OPEN: { 'zh-CN': '处理中', 'zh-TW': '處理中', en: 'open' },
      WAITING: { 'zh-CN': '等待客户', 'zh-TW': '等待客戶', en: 'waiting for the customer' },
      DISPATCHED: { 'zh-CN': '已派单', 'zh-TW': '已派單', en: 'dispatched' },
      RESOLVED: { 'zh-CN': '已解决', 'zh-TW': '已解決', en: 'resolved' },
      CLOSED: { 'zh-CN': '已关闭', 'zh-TW': '已關閉', en: 'closed' },
    },
  ),
  'ticket.takeFirst': {
    'zh-CN': '这张工单还没有人受理，请先点“受理”。',
    'zh-TW': '這張工單還沒有人受理，請先按「受理」。',
    en: 'Nobody has taken this ticket yet. Take it first.',
  },
  'ticket.resumeFirst': {
    'zh-CN': '工单正在等待客户，请先恢复处理。',
    'zh-TW': '工單正在等待客戶，請先恢復處理。',
    en: 'The ticket is waiting for the customer. Resume it first.',
  },
  'ticket.visitOpen': {
    'zh-CN': '这张工单已派人上门，请先完成服务记录或取消派单。',
    'zh-TW': '這張工單已派人到場，請先完成服務記錄或取消派單。',
    en: 'Somebody is being sent for this ticket. Record that visit, or cancel it, first.',
  },
  'ticket.confirmRecord': {
    'zh-CN': '请直接确认上门服务记录，确认后工单会自动关闭。',
    'zh-TW': '請直接確認到場服務記錄，確認後工單會自動關閉。',
    en: 'Confirm the record of the visit instead: that closes the ticket too.',
  },
};

import type { Locale } from '@landfall/kit/problem/problem-catalog';
import { InboxKind } from '../../inbox/inbox.kind.ts';

/** What the words of a piece of news may name. */
export interface NewsFacts {
  /** Human number of the thing; empty where it has none. */
  readonly number: string;
  /** Agreed time or due time, spoken; empty where there is none. */
  readonly time: string;
}

/** Subject and line. */
type Said = readonly [subject: (facts: NewsFacts) => string, line: (facts: NewsFacts) => string];

/** The words of each kind of news, as its mail says them. */
export const NEWS_WORDS: Readonly<Record<InboxKind, Readonly<Record<Locale, Said>>>> = {
  [InboxKind.ORDER_RECEIVED]: {
    'zh-CN': [({ number }) => `新派单 ${number}`, () => '收到一张新的派单，等待派给顾问。'],
    'zh-TW': [({ number }) => `新派工單 ${number}`, () => '收到一張新的派工單，等待指派顧問。'],
    en: [({ number }) => `New dispatch order ${number}`, () => 'A new dispatch order waits for a consultant.'],
  },
  [InboxKind.ORDER_ASSIGNED]: {
    'zh-CN': [({ number }) => `派单 ${number} 已派给您`, () => '请尽快联系客户，约定上门时间。'],
    'zh-TW': [({ number }) => `派工單 ${number} 已指派給您`, () => '請儘快聯絡客戶，約定到府時間。'],
    en: [
      ({ number }) => `Dispatch order ${number} is yours`,
      () => 'Please call the customer soon and agree on a time.',
    ],
  },
  [InboxKind.ORDER_CANCELLED]: {
    'zh-CN': [({ number }) => `派单 ${number} 已取消`, () => '派给您的这次上门已取消，无需再去。'],
    'zh-TW': [({ number }) => `派工單 ${number} 已取消`, () => '指派給您的這次到府已取消，不需再去。'],
    en: [
      ({ number }) => `Dispatch order ${number} was cancelled`,
      () => 'The visit that was yours was cancelled; there is nothing to do.',
    ],
  },
  [InboxKind.VISIT_DISPUTED]: {
    'zh-CN': [({ number }) => `客户对 ${number} 的服务记录有异议`, () => '请查看客户的理由，再次派工或更正记录。'],
    'zh-TW': [({ number }) => `客戶對 ${number} 的服務紀錄有異議`, () => '請查看客戶的理由，再次派工或更正紀錄。'],
    en: [
      ({ number }) => `The record of ${number} is disputed`,
      () => 'Read what the customer says, then dispatch again or correct the record.',
    ],
  },
  [InboxKind.PROMISE_NEAR]: {
    'zh-CN': [({ number }) => `${number} 的承诺即将到期`, ({ time }) => `到期时间：${time}。`],
    'zh-TW': [({ number }) => `${number} 的承諾即將到期`, ({ time }) => `到期時間：${time}。`],
    en: [({ number }) => `A promise of ${number} is nearly due`, ({ time }) => `It is due on ${time}.`],
  },
  [InboxKind.PROMISE_BROKEN]: {
    'zh-CN': [({ number }) => `${number} 的承诺已超时`, ({ time }) => `到期时间是 ${time}。请尽快处理。`],
    'zh-TW': [({ number }) => `${number} 的承諾已逾時`, ({ time }) => `到期時間是 ${time}。請儘快處理。`],
    en: [({ number }) => `A promise of ${number} is broken`, ({ time }) => `It was due on ${time}. Please see to it.`],
  },
  [InboxKind.TICKET_RAISED]: {
    'zh-CN': [({ number }) => `客户提交了工单 ${number}`, () => '一位客户在门户里提交了问题，等待受理。'],
    'zh-TW': [({ number }) => `客戶提出了案件 ${number}`, () => '一位客戶在入口網站提出了問題，等待受理。'],
    en: [({ number }) => `A customer raised ticket ${number}`, () => 'A customer asked for help in the portal.'],
  },
  [InboxKind.TICKET_REPLIED]: {
    'zh-CN': [({ number }) => `客户回复了工单 ${number}`, () => '客户补充了说明。'],
    'zh-TW': [({ number }) => `客戶回覆了案件 ${number}`, () => '客戶補充了說明。'],
    en: [({ number }) => `The customer replied on ticket ${number}`, () => 'There is a new reply of the customer.'],
  },
  [InboxKind.TICKET_REOPENED]: {
    'zh-CN': [({ number }) => `客户重新打开了工单 ${number}`, () => '客户认为问题尚未解决。'],
    'zh-TW': [({ number }) => `客戶重新開啟了案件 ${number}`, () => '客戶認為問題尚未解決。'],
    en: [({ number }) => `The customer reopened ticket ${number}`, () => 'The customer says it is not solved.'],
  },
  [InboxKind.POLICY_CHANGED]: {
    'zh-CN': [() => '服务承诺有变化', () => '服务政策有了新版本，以后的承诺按它计算。'],
    'zh-TW': [() => '服務承諾有變化', () => '服務政策有了新版本，以後的承諾依它計算。'],
    en: [
      () => 'The service policy changed',
      () => 'There is a new version of the service policy; promises made from its start follow it.',
    ],
  },
  [InboxKind.FLOOR_CHANGED]: {
    'zh-CN': [() => '总部公布了新的承诺底线', () => '请核对您的服务承诺：之后开始的新版本必须在底线以内。'],
    'zh-TW': [() => '總部公布了新的承諾底線', () => '請核對您的服務承諾：之後開始的新版本必須在底線以內。'],
    en: [
      () => 'Headquarters published a new policy floor',
      () => 'Compare it with your service policy: versions that begin under it have to be within it.',
    ],
  },
  [InboxKind.INVITATION_ACCEPTED]: {
    'zh-CN': [() => '您的邀请已被接受', () => '您邀请的人已经加入。'],
    'zh-TW': [() => '您的邀請已被接受', () => '您邀請的人已經加入。'],
    en: [() => 'Your invitation was accepted', () => 'The person you invited has joined.'],
  },
  [InboxKind.SUPPORT_ACCESS_ASKED]: {
    'zh-CN': [
      () => '总部请求进入您的工作台',
      () => '总部的支持人员请求限时进入，请查看理由后决定。在您同意之前，对方看不到任何内容。',
    ],
    'zh-TW': [
      () => '總部請求進入您的工作臺',
      () => '總部的支援人員請求限時進入，請查看理由後決定。在您同意之前，對方看不到任何內容。',
    ],
    en: [
      () => 'Headquarters asks for support access',
      () =>
        'Somebody of headquarters asks to enter for a limited time. Read why, then decide; until you grant it, they see nothing.',
    ],
  },
  [InboxKind.SUPPORT_ACCESS_GRANTED]: {
    'zh-CN': [() => '支持访问已获同意', () => '合作伙伴的管理员同意了您的请求。'],
    'zh-TW': [() => '支援存取已獲同意', () => '夥伴的管理員同意了您的請求。'],
    en: [() => 'Support access was granted', () => 'The partner’s administrator granted what you asked for.'],
  },
  [InboxKind.SUPPORT_ACCESS_REFUSED]: {
    'zh-CN': [() => '支持访问被拒绝', () => '合作伙伴的管理员没有同意您的请求。'],
    'zh-TW': [() => '支援存取被拒絕', () => '夥伴的管理員沒有同意您的請求。'],
    en: [() => 'Support access was refused', () => 'The partner’s administrator did not grant what you asked for.'],
  },
  [InboxKind.SUPPORT_ACCESS_ENDED]: {
    'zh-CN': [() => '支持访问已结束', () => '总部对工作台的限时访问已经结束；看过什么，记录在审计记录里。'],
    'zh-TW': [() => '支援存取已結束', () => '總部對工作臺的限時存取已經結束；看過什麼，記錄在稽核紀錄裡。'],
    en: [
      () => 'Support access has ended',
      () => 'Headquarters’ access is over; what was looked at stands in the audit trail.',
    ],
  },
  [InboxKind.ARCHIVE_READY]: {
    'zh-CN': [() => '数据归档已备好', () => '您要的归档已经生成，可以下载。'],
    'zh-TW': [() => '資料封存已備妥', () => '您要的封存已經產生，可以下載。'],
    en: [() => 'Your archive is ready', () => 'The archive you asked for has been made and can be downloaded.'],
  },
  [InboxKind.VISIT_SCHEDULED]: {
    'zh-CN': [({ time }) => `上门时间：${time}`, ({ number }) => `服务 ${number} 的上门时间已约定。`],
    'zh-TW': [({ time }) => `到府時間：${time}`, ({ number }) => `服務 ${number} 的到府時間已約定。`],
    en: [({ time }) => `Your visit: ${time}`, ({ number }) => `The time of visit ${number} is agreed.`],
  },
  [InboxKind.VISIT_RESCHEDULED]: {
    'zh-CN': [({ time }) => `上门改到：${time}`, ({ number }) => `服务 ${number} 的上门时间有变化。`],
    'zh-TW': [({ time }) => `到府改到：${time}`, ({ number }) => `服務 ${number} 的到府時間有變化。`],
    en: [({ time }) => `Your visit has moved: ${time}`, ({ number }) => `The time of visit ${number} changed.`],
  },
  [InboxKind.VISIT_CANCELLED]: {
    'zh-CN': [({ number }) => `上门服务 ${number} 已取消`, () => '这次上门已取消；如有疑问，请在门户里留言。'],
    'zh-TW': [({ number }) => `到府服務 ${number} 已取消`, () => '這次到府已取消；如有疑問，請在入口網站留言。'],
    en: [
      ({ number }) => `Visit ${number} was cancelled`,
      () => 'The visit was cancelled; if that surprises you, write to us in the portal.',
    ],
  },
  [InboxKind.CONSULTANT_DEPARTED]: {
    'zh-CN': [({ number }) => `顾问已出发（${number}）`, () => '顾问正在前往您处的路上。'],
    'zh-TW': [({ number }) => `顧問已出發（${number}）`, () => '顧問正在前往您處的路上。'],
    en: [({ number }) => `The consultant is on the way (${number})`, () => 'The consultant has set out to you.'],
  },
  [InboxKind.NOT_REACHED]: {
    'zh-CN': [
      ({ number }) => `我们多次联系不上您（${number}）`,
      () => '请告诉我们方便的时间；在此期间服务时限暂停计算。',
    ],
    'zh-TW': [
      ({ number }) => `我們多次聯絡不上您（${number}）`,
      () => '請告訴我們方便的時間；在此期間服務時限暫停計算。',
    ],
    en: [
      ({ number }) => `We could not reach you (${number})`,
      () => 'Please tell us when it suits you; until then the clock stands still.',
    ],
  },
  [InboxKind.RECORD_TO_CONFIRM]: {
    'zh-CN': [({ number }) => `请确认服务记录 ${number}`, () => '上门服务已完成，请核对记录并评价；不同意也可以提出。'],
    'zh-TW': [({ number }) => `請確認服務紀錄 ${number}`, () => '到府服務已完成，請核對紀錄並評價；不同意也可以提出。'],
    en: [
      ({ number }) => `Please confirm the record of ${number}`,
      () => 'The visit is done. Please look at the record and rate it, or say what is wrong.',
    ],
  },
  [InboxKind.TICKET_ANSWERED]: {
    'zh-CN': [({ number }) => `您的请求 ${number} 有新回复`, () => '请在门户里查看回复。'],
    'zh-TW': [({ number }) => `您的請求 ${number} 有新回覆`, () => '請在入口網站查看回覆。'],
    en: [({ number }) => `An answer to your request ${number}`, () => 'Please read it in the portal.'],
  },
  [InboxKind.TICKET_WAITING]: {
    'zh-CN': [({ number }) => `您的请求 ${number} 需要您提供信息`, () => '我们需要您的回复才能继续。'],
    'zh-TW': [({ number }) => `您的請求 ${number} 需要您提供資訊`, () => '我們需要您的回覆才能繼續。'],
    en: [({ number }) => `Your request ${number} needs you`, () => 'We need an answer of yours to go on.'],
  },
  [InboxKind.TICKET_RESOLVED]: {
    'zh-CN': [({ number }) => `您的请求 ${number} 已解决`, () => '请确认是否已经解决；没有的话，可以重新打开。'],
    'zh-TW': [({ number }) => `您的請求 ${number} 已解決`, () => '請確認是否已經解決；沒有的話，可以重新開啟。'],
    en: [({ number }) => `Your request ${number} is solved`, () => 'Please confirm that it is; if not, open it again.'],
  },
};

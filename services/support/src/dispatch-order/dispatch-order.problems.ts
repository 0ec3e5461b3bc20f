import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import { stateProblems } from '../refusal/state-problems.ts';

/** What can go wrong on the way to a customer. */
export const dispatchOrderProblems: ProblemCatalog = {
  ...stateProblems(
    'dispatchOrder',
    { 'zh-CN': '派出单', 'zh-TW': '派出單', en: 'visit' },
    {
      RECEIVED: { 'zh-CN': '待指派', 'zh-TW': '待指派', en: 'waiting for a consultant' },
      ASSIGNED: { 'zh-CN': '已指派', 'zh-TW': '已指派', en: 'assigned, and the customer not reached yet' },
      CONTACTED: { 'zh-CN': '已联系客户', 'zh-TW': '已聯絡客戶', en: 'without an appointment yet' },
      SCHEDULED: { 'zh-CN': '已预约', 'zh-TW': '已預約', en: 'scheduled' },
      EN_ROUTE: { 'zh-CN': '前往途中', 'zh-TW': '前往途中', en: 'on its way' },
      ON_SITE: { 'zh-CN': '已到现场', 'zh-TW': '已到現場', en: 'on site' },
      RECORDED: { 'zh-CN': '待客户确认', 'zh-TW': '待客戶確認', en: 'recorded, waiting for the customer’s word' },
      CONFIRMED: { 'zh-CN': '客户已确认', 'zh-TW': '客戶已確認', en: 'confirmed by the customer' },
      DISPUTED: { 'zh-CN': '客户有异议', 'zh-TW': '客戶有異議', en: 'disputed by the customer' },
      CANCELLED: { 'zh-CN': '已取消', 'zh-TW': '已取消', en: 'cancelled' },
    },
  ),
  'dispatchOrder.assignFirst': {
    'zh-CN': '请先指派服务顾问，再联系客户。',
    'zh-TW': '請先指派服務顧問，再聯絡客戶。',
    en: 'Assign a consultant first, who then phones the customer.',
  },
  'dispatchOrder.contactFirst': {
    'zh-CN': '请先联系客户并商定时间，才能预约或上门。',
    'zh-TW': '請先聯絡客戶並商定時間，才能預約或到場。',
    en: 'Phone the customer first; a visit is agreed before anybody goes.',
  },
  'dispatchOrder.scheduleFirst': {
    'zh-CN': '请先预约上门时间。',
    'zh-TW': '請先預約到場時間。',
    en: 'Agree a time for the visit first.',
  },
  'dispatchOrder.departFirst': {
    'zh-CN': '请先登记出发，再登记到达。',
    'zh-TW': '請先登記出發，再登記到達。',
    en: 'Note that you set out first, then that you arrived.',
  },
  'dispatchOrder.arriveFirst': {
    'zh-CN': '服务记录须在现场填写，请先登记到达。',
    'zh-TW': '服務記錄須在現場填寫，請先登記到達。',
    en: 'The record is filled in on site. Note your arrival first.',
  },
  'dispatchOrder.priceOpen': {
    'zh-CN': '含收费项目：请先填写价格，并由客户接受后再出发。',
    'zh-TW': '含收費項目：請先填寫價格，並由客戶接受後再出發。',
    en: 'Something here is charged for. Name its price and who at the customer accepted it before you set out.',
  },
  'dispatchOrder.redispatched': {
    'zh-CN': '已为这次异议重新派单，请在新的派出单上继续。',
    'zh-TW': '已為這次異議重新派單，請在新的派出單上繼續。',
    en: 'Somebody has been sent again for this dispute. Go on with the new visit.',
  },
  'dispatch.outOfTerm.ENDED': {
    'zh-CN': '服务期已结束 {daysEnded} 天。如仍要派单，请填写原因，以及客户方接受价格的人。',
    'zh-TW': '服務期已結束 {daysEnded} 天。如仍要派單，請填寫原因，以及客戶方接受價格的人。',
    en: 'Service ended {daysEnded} days ago. To dispatch all the same, say why, and who at the customer accepted the price.',
  },
  'dispatch.outOfTerm.NOT_STARTED': {
    'zh-CN': '服务期尚未开始。如仍要派单，请填写原因，以及客户方接受价格的人。',
    'zh-TW': '服務期尚未開始。如仍要派單，請填寫原因，以及客戶方接受價格的人。',
    en: 'Service has not begun. To dispatch all the same, say why, and who at the customer accepted the price.',
  },
  'dispatch.outOfTerm.NO_PRODUCT': {
    'zh-CN': '客户没有登记的产品。如仍要派单，请填写原因，以及客户方接受价格的人。',
    'zh-TW': '客戶沒有登記的產品。如仍要派單，請填寫原因，以及客戶方接受價格的人。',
    en: 'The customer has no registered product. To dispatch all the same, say why, and who at the customer accepted the price.',
  },
  'dispatch.outOfTermBySupervisor': {
    'zh-CN': '服务期外的派单须由区域主管决定，请把工单转给主管。',
    'zh-TW': '服務期外的派單須由區域主管決定，請把工單轉給主管。',
    en: 'Out of the service term an area supervisor decides. Hand the ticket to yours.',
  },
  'dispatch.notRemote': {
    'zh-CN': '该地址不属于郊县或偏远地区，不能放宽时限。',
    'zh-TW': '該地址不屬於郊縣或偏遠地區，不能放寬時限。',
    en: 'This place is not remote: it takes no longer than promised.',
  },
  'dispatch.remoteReason': {
    'zh-CN': '请写明需要放宽时限的原因，客户会看到。',
    'zh-TW': '請寫明需要放寬時限的原因，客戶會看到。',
    en: 'Say why it takes longer; the customer reads it.',
  },
  'dispatch.allowanceRange': {
    'zh-CN': '放宽的时限为 0 至 72 小时。',
    'zh-TW': '放寬的時限為 0 至 72 小時。',
    en: 'Between 0 and 72 hours.',
  },
  'assign.notConsultant': {
    'zh-CN': '此人不是在职的服务顾问，请另选一位。',
    'zh-TW': '此人不是在職的服務顧問，請另選一位。',
    en: 'This person is not a service consultant here now. Choose another one.',
  },
  'assign.sameConsultant': {
    'zh-CN': '已经指派给这位顾问。',
    'zh-TW': '已經指派給這位顧問。',
    en: 'The visit is this consultant’s already.',
  },
  'assign.reason': {
    'zh-CN': '改派需要写明原因。',
    'zh-TW': '改派需要寫明原因。',
    en: 'Say why somebody else takes over.',
  },
  'visit.past': {
    'zh-CN': '预约时间已过，请选择将来的时间。',
    'zh-TW': '預約時間已過，請選擇將來的時間。',
    en: 'This time has passed. Choose one in the future.',
  },
  'visit.tooFar': {
    'zh-CN': '预约时间超过一年，请检查年份。',
    'zh-TW': '預約時間超過一年，請檢查年份。',
    en: 'That is more than a year ahead. Check the year.',
  },
  'visit.closed': {
    'zh-CN': '该时间不在营业时间内（节假日、周末或休息时段）。之后最早可约：{next}。',
    'zh-TW': '該時間不在營業時間內（假日、週末或休息時段）。之後最早可約：{next}。',
    en: 'The partner is closed then. The next opening is {next}.',
  },
  'visit.neverOpen': {
    'zh-CN': '营业时间尚未设置，请联系管理员。',
    'zh-TW': '營業時間尚未設定，請聯絡管理員。',
    en: 'No opening hours are set. Ask your administrator.',
  },
  'serviceItem.price': {
    'zh-CN': '价格须为不小于 0 的整数（分）。',
    'zh-TW': '價格須為不小於 0 的整數（分）。',
    en: 'A price is a whole number of fen, 0 or more.',
  },
  'serviceItem.priceMissing': {
    'zh-CN': '收费项目需要填写价格。',
    'zh-TW': '收費項目需要填寫價格。',
    en: 'Name the price of what is charged for.',
  },
};

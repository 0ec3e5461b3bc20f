import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with people, invitations and absences, in words. */
export const peopleProblems: ProblemCatalog = {
  'person.email': {
    'zh-CN': '这不是有效的邮箱地址，例如 li.min@example.com。',
    'zh-TW': '這不是有效的電子郵件地址，例如 li.min@example.com。',
    en: 'This isn’t an e-mail address, such as li.min@example.com.',
  },
  'person.emailTwice': {
    'zh-CN': '同一邮箱在第 {line} 行已经出现，请只保留一行。',
    'zh-TW': '同一電子郵件在第 {line} 列已經出現，請只保留一列。',
    en: 'The same e-mail stands in line {line} already. Keep one of the two.',
  },
  'person.isMember': {
    'zh-CN': '该邮箱已经是这里的成员，请在名单中查找后修改其角色。',
    'zh-TW': '此電子郵件已經是這裡的成員，請在名單中查找後修改其角色。',
    en: 'Somebody with this e-mail is a member here already. Find them in the list and change their roles.',
  },
  'person.isInvited': {
    'zh-CN': '该邮箱已有尚未接受的邀请，请在“已邀请”中重新发送。',
    'zh-TW': '此電子郵件已有尚未接受的邀請，請在「已邀請」中重新寄送。',
    en: 'This e-mail has an invitation that isn’t accepted yet. Send it again from “Invited”.',
  },
  'person.roleMissing': {
    'zh-CN': '请至少选择一个角色。',
    'zh-TW': '請至少選擇一個角色。',
    en: 'Choose at least one role.',
  },
  'person.role': {
    'zh-CN': '没有“{roles}”这个角色，请改为名单说明中列出的角色。',
    'zh-TW': '沒有「{roles}」這個角色，請改為名單說明中列出的角色。',
    en: 'There is no role “{roles}”. Use one of those listed beside the field.',
  },
  'person.product': {
    'zh-CN': '没有“{products}”这个产品线，可填 KIS 或 K3。',
    'zh-TW': '沒有「{products}」這個產品線，可填 KIS 或 K3。',
    en: 'There is no product line “{products}”: it is KIS or K3.',
  },
  'person.region': {
    'zh-CN': '服务地区有误（{regions}），最多 100 个。',
    'zh-TW': '服務地區有誤（{regions}），最多 100 個。',
    en: 'The regions served aren’t right ({regions}); at most 100.',
  },
  'person.regionUnknown': {
    'zh-CN': '找不到地区“{region}”，请填写正式的省、市、区名称或行政区划代码。',
    'zh-TW': '找不到地區「{region}」，請填寫正式的省、市、區名稱或行政區劃代碼。',
    en: 'There is no region “{region}”. Write the official name of a province, city or district, or its code.',
  },
  'person.regionAmbiguous': {
    'zh-CN': '有多个地区叫“{region}”，请写上所属的省市，例如“上海市 浦东新区”。',
    'zh-TW': '有多個地區叫「{region}」，請寫上所屬的省市，例如「上海市 浦东新区」。',
    en: 'Several regions are called “{region}”. Write the province or city before it.',
  },
  'staffList.empty': {
    'zh-CN': '名单里还没有人。请粘贴至少一行：姓名、邮箱、角色。',
    'zh-TW': '名單裡還沒有人。請貼上至少一列：姓名、電子郵件、角色。',
    en: 'The list holds nobody yet. Paste at least one line: name, e-mail, roles.',
  },
  'staffList.tooMany': {
    'zh-CN': '名单有 {count} 行，一次最多 {max} 行，请分批发送。',
    'zh-TW': '名單有 {count} 列，一次最多 {max} 列，請分批寄送。',
    en: 'The list has {count} lines; at most {max} at once. Send it in parts.',
  },
  'staffList.tooLong': {
    'zh-CN': '内容过长，一次最多 {max} 行，请分批粘贴。',
    'zh-TW': '內容過長，一次最多 {max} 列，請分批貼上。',
    en: 'This is too long: at most {max} lines at once. Paste it in parts.',
  },
  'staffList.unreadable': {
    'zh-CN': '无法读懂这份名单，请检查引号是否成对，或直接从表格复制粘贴。',
    'zh-TW': '無法讀懂這份名單，請檢查引號是否成對，或直接從試算表複製貼上。',
    en: 'This list can’t be read. Check that quotes come in pairs, or copy it straight from a spreadsheet.',
  },
  'staffList.no.name': {
    'zh-CN': '表头里没有“姓名”一列。',
    'zh-TW': '標題列裡沒有「姓名」一欄。',
    en: 'The header has no column “name”.',
  },
  'staffList.no.email': {
    'zh-CN': '表头里没有“邮箱”一列。',
    'zh-TW': '標題列裡沒有「電子郵件」一欄。',
    en: 'The header has no column “e-mail”.',
  },
  'staffList.no.roles': {
    'zh-CN': '表头里没有“角色”一列。',
    'zh-TW': '標題列裡沒有「角色」一欄。',
    en: 'The header has no column “roles”.',
  },
  'invitation.justSent': {
    'zh-CN': '刚刚已经发送过，请一分钟后再试。',
    'zh-TW': '剛剛已經寄送過，請一分鐘後再試。',
    en: 'It was sent a moment ago. Try again in a minute.',
  },
  'invitation.accepted': {
    'zh-CN': '该邀请已被接受，对方已在成员名单中。',
    'zh-TW': '此邀請已被接受，對方已在成員名單中。',
    en: 'This invitation has been accepted: the person is in the list of members.',
  },
  'invitation.withdrawn': {
    'zh-CN': '该邀请已被撤回，如有需要请重新邀请。',
    'zh-TW': '此邀請已被撤回，如有需要請重新邀請。',
    en: 'This invitation was withdrawn. Invite the person anew if need be.',
  },
  'invitation.accepted.yours': {
    'zh-CN': '这份邀请已经被接受，请直接登录。',
    'zh-TW': '這份邀請已經被接受，請直接登入。',
    en: 'This invitation has been accepted already: just sign in.',
  },
  'invitation.withdrawn.yours': {
    'zh-CN': '这份邀请已被撤回。如有疑问，请联系邀请您的人。',
    'zh-TW': '這份邀請已被撤回。如有疑問，請聯絡邀請您的人。',
    en: 'This invitation was withdrawn. If that surprises you, ask whoever invited you.',
  },
  'invitation.wrongPassword': {
    'zh-CN': '密码不正确，请检查后重试；忘记密码可在登录页重设。',
    'zh-TW': '密碼不正確，請檢查後再試；忘記密碼可在登入頁重設。',
    en: 'The password isn’t right. Check it and try again; a forgotten one is reset from the sign-in page.',
  },
  'invitation.expired': {
    'zh-CN': '该邀请已过期，请联系邀请人重新发送。',
    'zh-TW': '此邀請已過期，請聯絡邀請人重新寄送。',
    en: 'This invitation has expired. Ask whoever invited you to send it again.',
  },
  'invitation.unknown': {
    'zh-CN': '这个邀请链接无效，请检查是否复制完整，或请邀请人重新发送。',
    'zh-TW': '這個邀請連結無效，請檢查是否複製完整，或請邀請人重新寄送。',
    en: 'This link isn’t an invitation. Check that it was copied whole, or ask whoever invited you to send it again.',
  },
  'invitation.someoneElses': {
    'zh-CN': '这份邀请是发给另一个邮箱的，而您正以 {email} 登录。请先退出，或请邀请人改邀您的邮箱。',
    'zh-TW': '這份邀請是寄給另一個電子郵件的，而您正以 {email} 登入。請先登出，或請邀請人改邀您的電子郵件。',
    en: 'This invitation is for another e-mail, and you are signed in as {email}. Sign out first, or ask to be invited by yours.',
  },
  'invitation.hasAccount': {
    'zh-CN': '该邮箱已有账号，请用现有密码接受邀请。',
    'zh-TW': '此電子郵件已有帳號，請用現有密碼接受邀請。',
    en: 'This e-mail has an account already: accept with its password.',
  },
  'invitation.alreadyMember': {
    'zh-CN': '您已经是该组织的成员，直接登录即可。',
    'zh-TW': '您已經是此組織的成員，直接登入即可。',
    en: 'You are a member of this organisation already: just sign in.',
  },
  'member.lastHeadquartersAdmin': {
    'zh-CN': '这是最后一位总部管理员。请先让另一位同事担任总部管理员。',
    'zh-TW': '這是最後一位總部管理員。請先讓另一位同事擔任總部管理員。',
    en: 'This is headquarters’ last administrator. Make somebody else one first.',
  },
  'member.lastAdministrator': {
    'zh-CN': '这是最后一位伙伴管理员。请先让另一位同事担任伙伴管理员。',
    'zh-TW': '這是最後一位夥伴管理員。請先讓另一位同事擔任夥伴管理員。',
    en: 'This is the last partner administrator. Make somebody else one first.',
  },
  'member.lastCustomerAdmin': {
    'zh-CN': '这是贵公司最后一位客户管理员，请先指定另一位，或联系服务伙伴处理。',
    'zh-TW': '這是貴公司最後一位客戶管理員，請先指定另一位，或聯絡服務夥伴處理。',
    en: 'This is your company’s last administrator. Name another one first, or ask your service partner.',
  },
  'member.ended': {
    'zh-CN': '该成员已离开，不能再修改；其历史记录会保留。',
    'zh-TW': '此成員已離開，不能再修改；其歷史紀錄會保留。',
    en: 'This person has left and can’t be changed any more; their history stays.',
  },
  'member.workRemains': {
    'zh-CN': '还有 {count} 项工作未移交，请先选择由谁接手。',
    'zh-TW': '還有 {count} 項工作未移交，請先選擇由誰接手。',
    en: '{count} pieces of work aren’t handed over yet. Choose who takes them.',
  },
  'member.visitUnderWay': {
    'zh-CN': '该成员正在前往客户处或正在现场（{visits}），请待上门结束或取消后再办理离开。',
    'zh-TW': '此成員正在前往客戶處或正在現場（{visits}），請待到府結束或取消後再辦理離開。',
    en: 'This person is on the way to a customer or there ({visits}). Let the visit end or cancel it first.',
  },
  'absence.days': {
    'zh-CN': '结束日期不能早于开始日期，且一次最长一年。',
    'zh-TW': '結束日期不能早於開始日期，且一次最長一年。',
    en: 'The last day can’t be before the first, and at most a year lies between them.',
  },
  'absence.past': {
    'zh-CN': '最后一天已经过去，请填写今天或以后的日期。',
    'zh-TW': '最後一天已經過去，請填寫今天或以後的日期。',
    en: 'The last day is over already. Enter today or a later day.',
  },
  'absence.overlaps': {
    'zh-CN': '与另一段缺勤（{from} 至 {until}）重叠，请修改那一段。',
    'zh-TW': '與另一段缺勤（{from} 至 {until}）重疊，請修改那一段。',
    en: 'It overlaps another absence ({from} to {until}). Change that one instead.',
  },
  'absence.standIn': {
    'zh-CN': '代理人必须是另一位在职的同事。',
    'zh-TW': '代理人必須是另一位在職的同事。',
    en: 'The stand-in has to be another present colleague.',
  },
  'absence.standInAway': {
    'zh-CN': '{name} 在这段时间也缺勤（{from} 至 {until}），请另选代理人。',
    'zh-TW': '{name} 在這段期間也缺勤（{from} 至 {until}），請另選代理人。',
    en: '{name} is away then too ({from} to {until}). Choose another stand-in.',
  },
};

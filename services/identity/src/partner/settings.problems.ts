import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong in the settings, in words. */
export const settingsProblems: ProblemCatalog = {
  partnerSuspended: {
    'zh-CN': '您所在的服务伙伴已被总部暂停，目前无法登录。数据完整保留；请联系贵公司的管理员或总部。',
    'zh-TW': '您所屬的服務夥伴已被總部暫停，目前無法登入。資料完整保留；請聯絡貴公司的管理員或總部。',
    en: 'Headquarters has suspended your service partner, so nobody can sign in there now. Its data is kept. Ask your administrator or headquarters.',
  },
  partnerLeft: {
    'zh-CN': '您所在的服务伙伴已离开服务网络，无法再登录。如有疑问，请联系总部。',
    'zh-TW': '您所屬的服務夥伴已離開服務網絡，無法再登入。如有疑問，請聯絡總部。',
    en: 'Your service partner has left the network, so nobody can sign in there any more. Ask headquarters if you have questions.',
  },
  'organisation.senderName': {
    'zh-CN': '发件人名称不能包含 < > " @ , ; : \\ 等符号。',
    'zh-TW': '寄件人名稱不能包含 < > " @ , ; : \\ 等符號。',
    en: 'A sender name can’t contain < > " @ , ; : or \\.',
  },
  'organisation.email': {
    'zh-CN': '请输入完整的邮箱地址，例如 service@example.com。',
    'zh-TW': '請輸入完整的電子郵件地址，例如 service@example.com。',
    en: 'Write the whole e-mail address, e.g. service@example.com.',
  },
  'department.twice': {
    'zh-CN': '部门“{name}”出现了两次，请改名或删除其中一个。',
    'zh-TW': '部門「{name}」出現了兩次，請改名或刪除其中一個。',
    en: 'The department “{name}” is there twice. Rename or remove one.',
  },
  'department.inUse': {
    'zh-CN': '部门“{name}”还有 {count} 人。请先在员工页把他们调到其他部门，再删除。',
    'zh-TW': '部門「{name}」還有 {count} 人。請先在員工頁把他們調到其他部門，再刪除。',
    en: '“{name}” still has {count} people. Move them to another department on the staff page first.',
  },
  'department.tooMany': { 'zh-CN': '最多 30 个部门。', 'zh-TW': '最多 30 個部門。', en: 'At most 30 departments.' },
  'region.unknown': {
    'zh-CN': '没有行政区划 {code}，请从列表中选择。',
    'zh-TW': '沒有行政區劃 {code}，請從清單中選擇。',
    en: 'There is no division {code}. Choose one from the list.',
  },
  'region.tooMany': { 'zh-CN': '最多 200 个区域。', 'zh-TW': '最多 200 個區域。', en: 'At most 200 regions.' },
  'hours.weekday': {
    'zh-CN': '请选择星期一至星期日。',
    'zh-TW': '請選擇星期一至星期日。',
    en: 'Choose Monday to Sunday.',
  },
  'hours.time': {
    'zh-CN': '请按 24 小时制填写时间，例如 08:30。',
    'zh-TW': '請按 24 小時制填寫時間，例如 08:30。',
    en: 'Write times in 24 hours, e.g. 08:30.',
  },
  'hours.none': {
    'zh-CN': '请至少填写一段营业时间。',
    'zh-TW': '請至少填寫一段營業時間。',
    en: 'Enter at least one opening period.',
  },
  'hours.backwards': {
    'zh-CN': '{from} 至 {until}：结束时间必须晚于开始时间。跨过午夜请分成两段。',
    'zh-TW': '{from} 至 {until}：結束時間必須晚於開始時間。跨過午夜請分成兩段。',
    en: '{from} to {until}: the end must be later than the beginning. Split what crosses midnight in two.',
  },
  'hours.overlap': {
    'zh-CN': '同一天的两段时间重叠（{from} 至 {until}），请合并或错开。',
    'zh-TW': '同一天的兩段時間重疊（{from} 至 {until}），請合併或錯開。',
    en: 'Two periods of one day overlap ({from} to {until}). Join them or move one.',
  },
  'hours.tooMany': { 'zh-CN': '一天最多 8 段时间。', 'zh-TW': '一天最多 8 段時間。', en: 'At most 8 periods a day.' },
  'policy.hours': {
    'zh-CN': '请填写 1 至 240 之间的整数小时。',
    'zh-TW': '請填寫 1 至 240 之間的整數小時。',
    en: 'Write whole hours from 1 to 240.',
  },
  'policy.past': {
    'zh-CN': '生效日期最早为明天；要立即生效，请选择“现在”。',
    'zh-TW': '生效日期最早為明天；要立即生效，請選擇「現在」。',
    en: 'The first day can be tomorrow at the earliest; choose “now” to begin at once.',
  },
  'policy.tooFar': {
    'zh-CN': '生效日期最多在 {days} 天之内。',
    'zh-TW': '生效日期最多在 {days} 天之內。',
    en: 'The first day can be at most {days} days away.',
  },
  'policy.looser': {
    'zh-CN':
      '不能比总部底线宽松：首次联系不超过 {contactHours} 小时，到场不超过 {onSiteHours} 小时，计时方式最宽为“{clockMode}”；按营业时间计时时每周至少营业 {openHours} 小时。',
    'zh-TW':
      '不能比總部底線寬鬆：首次聯絡不超過 {contactHours} 小時，到場不超過 {onSiteHours} 小時，計時方式最寬為「{clockMode}」；按營業時間計時時每週至少營業 {openHours} 小時。',
    en: 'Not looser than headquarters’ floor: contact within {contactHours} h, on site within {onSiteHours} h, counted by {clockMode} at the loosest; at least {openHours} opening hours a week where those count.',
  },
  'policy.sameDay': {
    'zh-CN': '第 {version} 版已从同一天生效。请先撤回它，或选择其他日期。',
    'zh-TW': '第 {version} 版已從同一天生效。請先撤回它，或選擇其他日期。',
    en: 'Version {version} begins the same day. Withdraw it first, or choose another day.',
  },
  'policy.inForce': {
    'zh-CN': '这一版已经生效，不能撤回；请新增一版。',
    'zh-TW': '這一版已經生效，不能撤回；請新增一版。',
    en: 'This version is in force already and can’t be withdrawn. Add a new one instead.',
  },
  'closingDay.year': {
    'zh-CN': '请选择 2000 至 2200 之间的年份。',
    'zh-TW': '請選擇 2000 至 2200 之間的年份。',
    en: 'Choose a year from 2000 to 2200.',
  },
  'closingDay.past': {
    'zh-CN': '日期已经过去，请选择今天或以后。',
    'zh-TW': '日期已經過去，請選擇今天或以後。',
    en: 'This day is over. Choose today or later.',
  },
  'closingDay.backwards': {
    'zh-CN': '最后一天不能早于第一天。',
    'zh-TW': '最後一天不能早於第一天。',
    en: 'The last day can’t be before the first.',
  },
  'closingDay.tooMany': {
    'zh-CN': '一次最多 {max} 天。',
    'zh-TW': '一次最多 {max} 天。',
    en: 'At most {max} days at once.',
  },
  'closingDay.tooFar': {
    'zh-CN': '日期最多在两年之内。',
    'zh-TW': '日期最多在兩年之內。',
    en: 'Choose a day within the next two years.',
  },
  'closingDay.taken': {
    'zh-CN': '{date} 已经在列表中，请先取消它。',
    'zh-TW': '{date} 已經在清單中，請先取消它。',
    en: '{date} is in the list already. Remove it first.',
  },
  'closingDay.over': {
    'zh-CN': '这一天已经过去，承诺已按它计算，不能再取消。',
    'zh-TW': '這一天已經過去，承諾已按它計算，不能再取消。',
    en: 'This day is over and promises were counted by it: it stays.',
  },
  'setUp.unfinished': {
    'zh-CN': '还有 {count} 个步骤没有完成。',
    'zh-TW': '還有 {count} 個步驟沒有完成。',
    en: '{count} steps are still open.',
  },
  'logo.notPicture': {
    'zh-CN': '这个文件不是 PNG、JPEG 或 WebP 图片，请换一个文件。',
    'zh-TW': '這個檔案不是 PNG、JPEG 或 WebP 圖片，請換一個檔案。',
    en: 'This file isn’t a PNG, JPEG or WebP picture. Choose another.',
  },
  'logo.tooBig': {
    'zh-CN': '图片超过 1 MB，请缩小后再上传。',
    'zh-TW': '圖片超過 1 MB，請縮小後再上傳。',
    en: 'The picture is larger than 1 MB. Make it smaller and try again.',
  },
  'logo.unreadable': {
    'zh-CN': '图片已损坏或尺寸过大，无法读取。请换一个文件。',
    'zh-TW': '圖片已損壞或尺寸過大，無法讀取。請換一個檔案。',
    en: 'The picture is damaged or has too many pixels. Choose another.',
  },
};

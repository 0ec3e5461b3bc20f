const states = ['新建', '处理中', '已派单'];

/** Fifty rows as the ticket list has them, without anybody asked. */
export function load() {
  const rows = Array.from({ length: 50 }, (_, i) => ({
    id: `01999999-9999-7999-8999-${String(i).padStart(12, '0')}`,
    number: `T2026-${String(i).padStart(5, '0')}`,
    severity: i % 3 ? '' : '紧急',
    symptom: `月末结账时提示科目余额不平,无法继续 ${i}`,
    customer: `上海某某贸易有限公司${i}`,
    state: states[i % 3] ?? '',
    promise: i % 2 ? '联系客户 还剩15小时' : '',
    takenBy: `顾问${i % 10}`,
    at: `今天 ${String(i % 24).padStart(2, '0')}:14`,
  }));
  return { rows };
}

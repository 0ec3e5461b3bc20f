import type { ArchiveFacts } from './write-zip.ts';

/** What is in the archive and how to read it, for whoever opens it years later: Chinese first, then English. */
export function archiveReadme({ partner, askedBy, askedAt, id }: ArchiveFacts): string {
  return `# ${partner.name} · Landfall 数据归档

由 ${askedBy} 于 ${askedAt}（UTC）申请，归档编号 ${id}。

- \`csv/\`：每种数据一个 CSV 文件（UTF-8，带 BOM，可直接用 Excel 打开）。第一行是栏位名称；时间为 ISO 8601（UTC）；
  列表与对象为 JSON。以 = + - @ 等开头的文字前加了一个撇号（'），以免被表格软件当作公式执行。
- \`files/\`：签名（SVG）与标志等文件；CSV 中对应的栏位写有文件路径。
- \`manifest.json\`：每个文件的长度、行数与 SHA-256，以及未包含的数据表及原因：
  SECRET（密钥与凭证，不离开系统）、WORKING（系统运行用的中间数据，可由其他数据重建）、NOT_READABLE（不属于本伙伴）、
  OTHER_PROCESS（该服务在另一进程运行，制作本归档的进程读不到；请总部用包含全部服务的进程重新制作）。
- 各表之间以 id 关联：例如 \`ticket_id\` 指向 \`csv/support/ticket.csv\` 的 \`id\`。
- 归档不是同一时刻的快照：数据在制作过程中逐表分批读取。\`manifest.json\` 写有每个文件读取的起止时间（readFrom、readUntil）；
  此间新增或修改的内容可能只出现在部分表中。需要前后一致时，请在暂停使用后制作。

核对：对每个文件计算 SHA-256，与 \`manifest.json\` 中的值比较。

# ${partner.name} · archive of its data in Landfall

Asked for by ${askedBy} at ${askedAt} (UTC), archive ${id}.

- \`csv/\`: one CSV file a kind of thing (UTF-8 with its mark; opens in Excel). The first line names the columns; times are
  ISO 8601 (UTC); lists and objects are JSON. Text that begins with = + - @ or the like has an apostrophe (') in front, so
  that no spreadsheet runs it.
- \`files/\`: signatures (SVG), logos and the like; the CSV column holds the path.
- \`manifest.json\`: length, rows and SHA-256 of each file, and the tables that are not in it with the reason: SECRET (keys
  and credentials, which don't leave the system), WORKING (made from what else is there), NOT_READABLE (not the partner's),
  OTHER_PROCESS (its service runs in a process of its own, and the one that made this archive doesn't know its tables: ask
  headquarters to have it made by a process with all services).
- Tables refer to each other by id: \`ticket_id\` is an \`id\` of \`csv/support/ticket.csv\`.
- It isn't a snapshot of one moment: tables were read one after another, some hundred rows at a time. \`manifest.json\` says of
  each file when its first and last rows were read (readFrom, readUntil); what was added or changed in between may be in some
  of them only. Make it while nobody works where that matters.

To check it: the SHA-256 of each file has to be the one in \`manifest.json\`.
`;
}

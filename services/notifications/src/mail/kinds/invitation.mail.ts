import { localeOr, partnerOf, spoken } from '../addressees.ts';
import type { Addressee, MailKind, Words } from '../mail.kind.ts';

interface Facts {
  readonly name: string;
  /** Who asks, where it is a person. */
  readonly by: string | null;
  readonly organisation: string;
  readonly partner: string;
  readonly isCustomer: boolean;
  readonly link: URL;
  readonly until: string;
}

const words: Words<Facts> = {
  'zh-CN': ({ name, by, organisation, partner, isCustomer, link, until }) => ({
    subject: `邀请您加入 ${organisation}`,
    heading: `${name}，您好`,
    lines: [
      `${by ?? partner} 邀请您加入 ${organisation}${isCustomer ? `的服务门户（由 ${partner} 提供服务）` : ' 的 Landfall 服务工作台'}。`,
      isCustomer ? '加入后，您可以提交问题、查看上门时间，并确认服务记录。' : '加入后，您就能看到分配给您的工作。',
    ],
    button: { label: '接受邀请', href: link },
    notes: [`邀请在 ${until} 之前有效，只能使用一次。`, '如果您不认识邀请人，请忽略此邮件。'],
    why: `您收到此邮件，是因为 ${partner} 用这个邮箱邀请了您。`,
  }),
  'zh-TW': ({ name, by, organisation, partner, isCustomer, link, until }) => ({
    subject: `邀請您加入 ${organisation}`,
    heading: `${name}，您好`,
    lines: [
      `${by ?? partner} 邀請您加入 ${organisation}${isCustomer ? `的服務入口（由 ${partner} 提供服務）` : ' 的 Landfall 服務工作臺'}。`,
      isCustomer ? '加入後，您可以提出問題、查看到府時間，並確認服務紀錄。' : '加入後，您就能看到指派給您的工作。',
    ],
    button: { label: '接受邀請', href: link },
    notes: [`邀請在 ${until} 之前有效，只能使用一次。`, '若您不認識邀請人，請忽略此郵件。'],
    why: `您收到此郵件，是因為 ${partner} 用這個電子郵件邀請了您。`,
  }),
  en: ({ name, by, organisation, partner, isCustomer, link, until }) => ({
    subject: `You are invited to ${organisation}`,
    heading: `Hello ${name}`,
    lines: [
      `${by ?? partner} invites you to ${isCustomer ? `the service portal of ${organisation}, run by ${partner}` : `${organisation} on Landfall`}.`,
      isCustomer
        ? 'There you can report problems, see when somebody comes, and confirm service records.'
        : 'There you find the work that is yours.',
    ],
    button: { label: 'Accept the invitation', href: link },
    notes: [`The invitation is good until ${until}, once.`, 'If you do not know who invites you, ignore this mail.'],
    why: `You get this mail because ${partner} invited you with this address.`,
  }),
};

interface InvitationRow {
  readonly email: string;
  readonly name: string;
  readonly organisation_name: string;
  readonly partner_name: string;
  readonly invited_by_name: string | null;
  readonly customer_id: string | null;
  readonly locale: string;
  readonly time_zone: string | null;
  readonly expires_at: string;
}

/** An invitation to join a partner, or one of its customers. Accepted, withdrawn or over: nothing is sent. */
export const invitation: MailKind = async (mail, sources) => {
  const id = mail.params.invitation;
  const [row] = await sources.desk<InvitationRow>(
    `select i.email, i.name, i.organisation_name, i.partner_name, i.invited_by_name, i.customer_id, i.locale, i.expires_at, p.time_zone
     from identity.invitation_card i left join identity.partner_card p on p.tenant_id = i.tenant_id where i.id = $1 and i.state = 'PENDING'`,
    [id],
  );
  if (!row || !id) return null;
  const to: Addressee = {
    email: row.email,
    name: row.name,
    locale: localeOr(row.locale),
    timeZone: row.time_zone ?? 'Asia/Shanghai',
    accountId: null,
  };
  const letter = words[to.locale]({
    name: row.name,
    by: row.invited_by_name,
    organisation: row.organisation_name,
    partner: row.partner_name,
    isCustomer: row.customer_id !== null,
    link: sources.links.invitation(id),
    until: spoken(row.expires_at, to),
  });
  return { to, sender: await partnerOf(sources), letter };
};

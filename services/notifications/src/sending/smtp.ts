import { LOGO_CID } from '../letter/logo.ts';
import type { ComposedMail } from '../mail/compose-mail.ts';

/** How mail leaves. */
export interface Smtp {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string;
  /** Address mail comes from. */
  readonly from: string;
  /** How long is waited for each step of one mail; milliseconds. */
  readonly timeouts?: Partial<Timeouts>;
}

interface Timeouts {
  /** For the connection to stand. */
  readonly connection: number;
  /** For the server's first word. */
  readonly greeting: number;
  /** Between two words of it. */
  readonly silence: number;
  /** For a whole mail, however it drips. */
  readonly mail: number;
}

const PATIENCE: Timeouts = { connection: 10_000, greeting: 10_000, silence: 20_000, mail: 60_000 };

/** Connections kept to the server, and so mails under way at once. */
export const CONNECTIONS = 4;

/** A way out for mail. */
export interface Transport {
  /** Resolves once the server has taken the mail on. @throws SendError */
  send(id: string, mail: ComposedMail): Promise<void>;
  close(): void;
}

/** Why a mail was not taken. `isFinal`: the server says that it never will be. */
export class SendError extends Error {
  override readonly name = 'SendError';

  constructor(
    /** The kind of error; what the server said may name people and is left out. */
    readonly problem: string,
    readonly isFinal: boolean,
  ) {
    super(problem);
  }
}

const isLoopback = (host: string): boolean => /^(localhost|127\.|\[?::1\]?$)/.test(host);

/**
 * A bounded pool of connections to the server. What a connection loses is not sent again behind our back
 * (`maxRequeues: 0`): the queue in the database alone decides, so attempts are counted and waits grow.
 */
export async function openSmtp({ url, from, timeouts }: Smtp): Promise<Transport> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const patience = { ...PATIENCE, ...timeouts };
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (isSecure ? 465 : 587),
    secure: isSecure,
    // A password never goes over a line in the clear, except within this machine.
    requireTLS: !isSecure && username !== '' && !isLoopback(hostname),
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    dnsTimeout: patience.connection,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send(id, mail) {
      try {
        await transport.sendMail({
          from: { name: headerText(mail.senderName), address: from },
          to: { name: headerText(mail.to.name ?? ''), address: mail.to.email },
          subject: headerText(mail.subject),
          text: mail.text,
          html: mail.html,
          attachments: mail.logo
            ? [
                {
                  filename: 'logo.png',
                  content: mail.logo,
                  contentType: 'image/png',
                  cid: LOGO_CID,
                  contentDisposition: 'inline',
                },
              ]
            : [],
          messageId: `<${id}@${domain}>`,
          // No automatic answers, please (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
          disableFileAccess: true,
          disableUrlAccess: true,
          signal: AbortSignal.timeout(patience.mail),
        } as never);
      } catch (error) {
        throw asSendError(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A name as a header may carry it: one line, nothing invisible that could end it, nothing a reader would decode (RFC 2047). */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Only a refusal of this very mail (its recipient, its content) with a 5xx is final: a wrong password is the operator's matter. */
function asSendError(error: unknown): SendError {
  const { code = 'ERROR', responseCode } = error as { code?: string; responseCode?: number };
  const isRefusal = ['EENVELOPE', 'EMESSAGE'].includes(code);
  const isFinal = isRefusal && (responseCode === undefined || (responseCode >= 500 && responseCode < 600));
  return new SendError([code, responseCode].filter(Boolean).join(' '), isFinal);
}

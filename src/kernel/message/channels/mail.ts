import type * as z from 'zod'
import type { mailSettings } from '#contract/channel.ts'

export type MailSettings = z.output<typeof mailSettings>
/** A mail; its id names it for good, so that a second copy can be told from a second mail. */
export type Mail = { id: string; to: string; subject: string; text: string }
/** What came of a mail: `final` is a refusal that another try would not change. */
export type Sent = { id: string; error: string | null; final: boolean }

/** A connection to the mail server, kept open over many mails. */
export type Mailer = { send(mails: readonly Mail[]): Promise<Sent[]>; close(): void }

const CONNECTIONS = 5
const MAILS_EACH = 500
const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/** Opens the pool of connections; nothing is sent yet. */
export async function openMailer(settings: MailSettings): Promise<Mailer> {
  const { createTransport } = await import('nodemailer') // its memory is for who sends mails
  const { host, port, secure, user, password, from, name } = settings
  const transport = createTransport({
    pool: true,
    host,
    port,
    secure,
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    maxConnections: CONNECTIONS,
    maxMessages: MAILS_EACH,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.split('@', 2)[1] ?? 'yanpei'
  const one = async ({ id, to, subject, text }: Mail): Promise<Sent> => {
    const content = { from: { name, address: from }, to, subject, text, messageId: `<${id}@${domain}>` }
    return transport.sendMail(content).then(
      () => ({ id, error: null, final: false }),
      (error: unknown) => ({ id, error: wordsOf(error), final: isFinal(error) }),
    )
  }
  return {
    send: (mails) => Promise.all(mails.map(one)),
    close: () => transport.close(),
  }
}

type SmtpError = { code?: unknown; responseCode?: unknown }

/** The server knows no such mailbox: RFC 5321, 4.2.1, 5yz to a recipient. Wrong settings are put right and tried again. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as SmtpError
  return code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
}

const WORDS: Readonly<Record<string, string>> = {
  EAUTH: '邮件服务器不认账号或密码（授权码）',
  ECONNECTION: '连不上邮件服务器，请核对主机和端口',
  ESOCKET: '连不上邮件服务器，请核对主机、端口和加密方式',
  ETIMEDOUT: '邮件服务器没有在时限内回答',
  EDNS: '找不到这台邮件服务器，请核对主机名',
  ETLS: '和邮件服务器的加密连接没有建立，请核对加密方式',
  EENVELOPE: '邮件服务器不收这个地址',
}

function wordsOf(error: unknown): string {
  const { code, responseCode } = error as SmtpError
  const said = (typeof code === 'string' ? WORDS[code] : undefined) ?? '邮件没有发出'
  return typeof responseCode === 'number' ? `${said}（${responseCode}）` : said
}

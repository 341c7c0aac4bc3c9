import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail server of our own: keeps what it is given, refuses who is called nobody, is away when told. */
export type Sink = { server: SMTPServer; port: number; mails: { to: string; text: string }[]; away: boolean }

/** Starts the mail server on a free port. */
export async function sink(): Promise<Sink> {
  const made: Sink = { server: undefined!, port: 0, mails: [], away: false }
  made.server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'yanpei' && password === 'right' ? done(null, { user: username }) : done(new Error('no')),
    onMailFrom: (_address, _session, done) => {
      done(made.away ? Object.assign(new Error('try later'), { responseCode: 451 }) : null)
    },
    onRcptTo: ({ address }, _session, done) => {
      done(
        address.startsWith('nobody') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null,
      )
    },
    onData: (stream, session, done) => {
      const keep = async (): Promise<void> => {
        const text = await textOf(stream)
        made.mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text })
        done()
      }
      void keep()
    },
  })
  await new Promise<void>((listening) => made.server.listen(0, '127.0.0.1', listening))
  made.port = (made.server.server.address() as AddressInfo).port
  return made
}

/** The words of a mail that came, in whichever of the two encodings of MIME it was sent; none where none came. */
export function textIn(mail: Sink['mails'][number] | undefined): string {
  const [head = '', ...rest] = mail?.text.split('\r\n\r\n') ?? []
  const encoded = rest.join('\r\n\r\n')
  if (!head.includes('quoted-printable')) return Buffer.from(encoded, 'base64').toString()
  const joined = encoded.replaceAll('=\r\n', '').replaceAll('\r\n', '\n')
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCodePoint(parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}

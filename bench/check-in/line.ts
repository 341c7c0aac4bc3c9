import { connect, type Socket } from 'node:net'

/** What is asked: a JSON body makes it a POST. */
export type Asked = { path: string; token: string; body?: object }
export type Answered = { status: number; text: string }

const HEAD_ENDS = '\r\n\r\n'

/**
 * One connection to the server, kept, one request at a time. The load shares two cores with what it measures; a whole
 * HTTP client would take as much of them as the server does, so this one knows only what the server sends: answers with a
 * length.
 */
export class Line {
  readonly #host: string
  readonly #socket: Socket
  #held: Buffer = Buffer.alloc(0)
  #waiting: { resolve: (answer: Answered) => void; reject: (error: Error) => void } | null = null

  /** @param address the origin, as http://127.0.0.1:8080 */
  constructor(address: string) {
    const { host, hostname, port } = new URL(address)
    this.#host = host
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.#socket.on('data', (part) => this.#take(part))
    this.#socket.on('error', (error) => this.#waiting?.reject(error))
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the server ended the connection')))
  }

  /** Asks; the answer before must have come. */
  ask({ path, token, body }: Asked): Promise<Answered> {
    const payload = body === undefined ? '' : JSON.stringify(body)
    const start = `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nCookie: yanpei=${token}\r\n`
    const length = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(payload)}\r\n`
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(`${start}${body === undefined ? '' : length}\r\n${payload}`)
    })
  }

  end(): void {
    this.#waiting = null
    this.#socket.destroy()
  }

  #take(part: Buffer): void {
    this.#held = this.#held.length === 0 ? part : Buffer.concat([this.#held, part])
    const headEnds = this.#held.indexOf(HEAD_ENDS)
    if (headEnds < 0) return
    const head = this.#held.toString('latin1', 0, headEnds)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) throw new Error(`an answer without a length: ${head}`)
    const from = headEnds + HEAD_ENDS.length
    if (this.#held.length < from + Number(length)) return
    const text = this.#held.toString('utf8', from, from + Number(length))
    this.#held = Buffer.alloc(0)
    this.#waiting?.resolve({ status: Number(head.slice(9, 12)), text })
  }
}

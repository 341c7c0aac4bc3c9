import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const TLS_HANDSHAKE = 0x16
const PATIENCE_MS = 10_000

/**
 * Lets a TLS server's port answer plain HTTP too: people type the address without https, and phones fetch the
 * authority's certificate before they trust it. Plain requests get `answer` and nothing else.
 */
export function alsoPlain(
  secure: Server,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): void {
  const plain = createServer({ keepAlive: false }, answer)
  const takeTls = secure.listeners('connection')
  secure.removeAllListeners('connection')
  secure.on('connection', (socket: Socket) => {
    socket.setTimeout(PATIENCE_MS, () => socket.destroy())
    socket.once('error', () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      if (first[0] === TLS_HANDSHAKE) {
        socket.setTimeout(0)
        for (const take of takeTls) take.call(secure, socket)
      } else plain.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
}

import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A bucket in memory behind the part of S3 that file stores use: signed PUT and GET in path style. */
export type SmallS3 = {
  endpoint: string
  contents: Map<string, Buffer>
  damage: boolean
  end(): Promise<void>
}

/** Starts one; a content that is not what its signed hash says is refused, as S3 does. */
export async function smallS3(): Promise<SmallS3> {
  const contents = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    void answer(request.method ?? '', request.url ?? '').then(([status, body]) =>
      response.writeHead(status).end(body),
    )
    async function answer(method: string, url: string): Promise<[number, Buffer | string]> {
      const signed =
        /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/.+\/s3\/aws4_request, SignedHeaders=.*x-amz-content-sha256.*, Signature=[\da-f]{64}$/
      if (!signed.test(request.headers.authorization ?? '')) return [403, '<Code>AccessDenied</Code>']
      if (method === 'GET')
        return contents.has(url) ? [200, contents.get(url)!] : [404, '<Code>NoSuchKey</Code>']
      const body = await buffer(request)
      const bytes = self.damage ? body.subarray(1) : body
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (hash !== request.headers['x-amz-content-sha256'])
        return [400, '<Code>XAmzContentSHA256Mismatch</Code>']
      contents.set(url, body)
      return [200, '']
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const self: SmallS3 = {
    endpoint: `http://127.0.0.1:${port}`,
    contents,
    damage: false,
    end: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  return self
}

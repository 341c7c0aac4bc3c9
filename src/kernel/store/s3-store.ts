import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { addressOf, measure, MissingFile, type Content, type FileStore } from './file-store.ts'

/** An S3-compatible service: its address, the bucket, the keys. */
export type S3Settings = {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/**
 * Files in a bucket of an S3-compatible service, addressed in path style. The service checks the content against the
 * hash that is signed with it, so what it acknowledges is what was sent.
 */
export function s3Store(settings: S3Settings): FileStore {
  const { accessKeyId, secretAccessKey, region } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 4 })
  const urlOf = (sha256: Buffer): string =>
    `${settings.endpoint.replace(/\/$/, '')}/${settings.bucket}/files/${addressOf(sha256)}`
  return {
    put: (sha256, content) => put(client, urlOf(sha256), content),
    open: async (sha256) => {
      const answer = await client.fetch(urlOf(sha256))
      if (answer.status === 404) throw new MissingFile(sha256)
      if (!answer.ok || answer.body === null) throw await trouble('GET', answer)
      return Readable.fromWeb(answer.body)
    },
  }
}

async function put(client: AwsClient, url: string, content: Content): Promise<void> {
  const { sha256, bytes } = measure(content)
  const headers = { 'x-amz-content-sha256': sha256.toString('hex'), 'content-length': String(bytes) }
  // a blob of the file is read as it is sent: of gigabytes no more than a piece is in memory
  const body = Buffer.isBuffer(content) ? new Uint8Array(content) : await openAsBlob(content.path)
  const answer = await client.fetch(url, { method: 'PUT', headers, body })
  if (!answer.ok) throw await trouble('PUT', answer)
  await answer.body?.cancel()
}

async function trouble(method: string, answer: Response): Promise<Error> {
  const said = await answer.text().catch(() => '')
  return new Error(`${method} to the file service was answered ${answer.status}: ${said.slice(0, 300)}`)
}

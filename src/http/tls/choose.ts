import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Refused } from '#lib/refusal.ts'
import type { Certificate } from './local-authority.ts'

/** Where the certificate comes from: own files, or an authority made here for a name. */
export type TlsChoice = { cert: string; key: string } | { local: string }

/**
 * Loads the chosen certificate.
 * @throws Refused 422 in words for the command line when a file is missing, damaged, over, or they do not belong
 *   together, or when the name cannot be certified.
 */
export async function certificate(choice: TlsChoice, dataDir: string, now: Date): Promise<Certificate> {
  if ('cert' in choice) return ownCertificate(choice, now)
  const { localCertificate } = await import('./local-authority.ts') // with its library, for whoever needs it
  try {
    return await localCertificate(dataDir, choice.local, now)
  } catch (error) {
    if (error instanceof TypeError) {
      throw refused(
        `--tls-local 后面要写这台服务器在局域网里的名字（如 peixun.local）或内网地址，不能是“${choice.local}”。`,
      )
    }
    throw error
  }
}

async function ownCertificate(files: { cert: string; key: string }, now: Date): Promise<Certificate> {
  const [cert, key] = await Promise.all([read(files.cert, '证书'), read(files.key, '私钥')])
  const parsed = attempt(() => new X509Certificate(cert), `${files.cert} 不是 PEM 格式的证书。`)
  const secret = attempt(() => createPrivateKey(key), `${files.key} 不是没有口令的 PEM 私钥。`)
  if (!parsed.checkPrivateKey(secret)) throw refused(`证书 ${files.cert} 和私钥 ${files.key} 不是一对。`)
  if (Date.parse(parsed.validTo) < now.getTime()) throw refused(`证书 ${files.cert} 已过期，请换新的证书。`)
  return { cert, key, authority: null }
}

async function read(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw refused(`读不到${what}文件 ${path}，请检查路径和权限。`)
  }
}

function attempt<T>(make: () => T, because: string): T {
  try {
    return make()
  } catch {
    throw refused(because)
  }
}

function refused(because: string): Refused {
  return new Refused(422, { code: 'tls', because })
}

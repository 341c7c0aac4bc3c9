import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { pageHeaders } from '../headers.ts'

const CERTIFICATE = '/ca.crt'
const HELP = '/ca'
const CERTIFICATE_TYPE = 'application/x-x509-ca-cert'
const HOST = /^[\w.:[\]-]{1,260}$/

/** Adds the authority's certificate and how to install it; `authority` gives the PEM, null where none is needed. */
export function addAuthorityRoutes(app: FastifyInstance, authority: () => string | null): void {
  app.get(CERTIFICATE, (_request, reply) => {
    const pem = authority()
    if (pem === null) return reply.callNotFound()
    return reply
      .type(CERTIFICATE_TYPE)
      .header('content-disposition', 'attachment; filename="yanpei-ca.crt"')
      .send(pem)
  })
  app.get(HELP, (_request, reply) => {
    if (authority() === null) return reply.callNotFound()
    return reply.headers(pageHeaders(true)).type('text/html; charset=utf-8').send(PAGE)
  })
}

/** What the port answers without TLS: the same two, and to everything else the way to https. */
export function plainAnswer(
  authority: () => string | null,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const pem = authority()
    const path = (request.url ?? '/').split('?', 1)[0]
    if (pem !== null && path === CERTIFICATE) send(response, 200, CERTIFICATE_TYPE, pem)
    else if (pem !== null && path === HELP) send(response, 200, 'text/html; charset=utf-8', PAGE)
    else redirect(request, response)
  }
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { ...pageHeaders(false), 'content-type': type, connection: 'close' }).end(text)
}

function redirect(request: IncomingMessage, response: ServerResponse): void {
  const { host } = request.headers
  if (host === undefined || !HOST.test(host))
    return send(response, 400, 'text/plain; charset=utf-8', '请用 https 访问。')
  const path = (request.url ?? '/').startsWith('/') ? request.url : '/'
  response.writeHead(308, { location: `https://${host}${path}`, connection: 'close' }).end()
}

const PAGE = `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>让手机信任本系统</title>
<style>body{font:16px/1.7 sans-serif;max-width:40em;margin:2em auto;padding:0 1em;color:#222;background:#fdfcf9}
a.main{display:inline-block;padding:.6em 1.2em;background:#0f5c5c;color:#fff;border-radius:6px;text-decoration:none}
h2{font-size:1.1em;margin-top:1.6em}</style></head><body>
<h1>让手机信任本系统</h1>
<p>扫码签到要用加密连接（https）。本系统的证书由单位自己签发，每部手机装一次，以后不再提示。</p>
<p><a class="main" href="/ca.crt">下载证书</a></p>
<h2>苹果手机</h2>
<ol><li>用 Safari 浏览器点“下载证书”，选“允许”。</li>
<li>打开“设置”，点最上面的“已下载描述文件”，点“安装”。</li>
<li>再到“设置 → 通用 → 关于本机 → 证书信任设置”，打开 Yanpei 开头的一项。</li></ol>
<h2>安卓、鸿蒙手机</h2>
<ol><li>点“下载证书”，保存 yanpei-ca.crt。</li>
<li>打开“设置”，查找“CA 证书”（一般在“安全 → 加密与凭据 → 安装证书”），选刚才的文件。</li></ol>
<h2>电脑</h2>
<ol><li>下载后双击打开，点“安装证书”，放入“受信任的根证书颁发机构”。</li></ol>
<p>这张证书只对本系统的名字和内网地址有效，不能用来冒充别的网站。装好后请<a href="/">进入系统</a>。</p>
</body></html>
`

/** Which addresses robots may be reached at: pure. */
import type { Refusal } from '#lib/refusal.ts'

/** The services' own robots: host and path, as their documents give them. */
const SERVICES = {
  wecom: { host: 'qyapi.weixin.qq.com', path: '/cgi-bin/webhook/send', name: '企业微信' },
  dingtalk: { host: 'oapi.dingtalk.com', path: '/robot/send', name: '钉钉' },
} as const
export type RobotService = keyof typeof SERVICES

/** Of the machine itself and of what hands out its credentials: nobody's robot. */
const NEVER = /^(localhost|.*\.localhost|127\..*|0\..*|169\.254\..*|\[.*\]|metadata\..*)$/i

/**
 * The address of a robot, if one may be called there: the service's own, or on the one other host that the officer has
 * named, always encrypted, never this machine.
 */
export function robotAddress(service: RobotService, webhook: string, otherHost: string): URL | Refusal {
  const { host, path, name } = SERVICES[service]
  const url = URL.canParse(webhook) ? new URL(webhook) : null
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return refused(`${name}机器人的地址应以 https:// 开头，请从群设置里整段复制。`)
  if (NEVER.test(url.hostname)) return refused('机器人的地址不能指向本机。')
  if (url.host === host && url.pathname === path) return url
  if (otherHost !== '' && url.host === otherHost.toLowerCase()) return url
  return refused(
    `${name}机器人的地址应以 https://${host}${path} 开头；私有部署的，请在“其他主机”写明主机名。`,
  )
}

function refused(because: string): Refusal {
  return { code: 'webhook', because, field: 'webhook' }
}

import * as z from 'zod'
import { action, done, id, instant, paging, requestKey } from './common.ts'
import { officers, route, signedIn } from './route.ts'

export const channels = ['email', 'wecom', 'dingtalk'] as const
export type Channel = (typeof channels)[number]
export const CHANNELS: Readonly<Record<Channel, string>> = {
  email: '电子邮件',
  wecom: '企业微信群机器人',
  dingtalk: '钉钉群机器人',
}

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 07:30')
const email = z.email('请写完整的邮箱地址').max(120)

/** How mail goes out. An empty password keeps the one that is set. */
export const mailSettings = z.object({
  host: z.string().trim().min(1, '请写邮件服务器').max(120),
  port: z.int().min(1).max(65_535),
  /** TLS from the first byte; otherwise it is asked for when the server offers it. */
  secure: z.boolean(),
  user: z.string().trim().max(120),
  password: z.string().max(200),
  from: email,
  name: z.string().trim().max(40),
  /** Where the program is found, for the links in mails. */
  site: z.url('请写网址，如 https://peixun.example').max(120),
})
/** A group's robot. Empty secrets keep the ones that are set. */
export const robotSettings = z.object({
  webhook: z.string().trim().max(300),
  /** DingTalk's 加签 key. */
  signKey: z.string().trim().max(120),
  /** A host besides the service's own, of a private installation. */
  otherHost: z.string().trim().max(120),
})
/** When mail goes out: the day's digest at an hour, nothing in the quiet hours, given up after so many tries. */
export const hourSettings = z.object({
  digestAt: clock,
  quietFrom: clock,
  quietUntil: clock,
  tries: z.int().min(1).max(10),
})

const changeOf = { key: requestKey, enabled: z.boolean() }
export const settingChange = z.discriminatedUnion('part', [
  z.object({ part: z.literal('email'), ...changeOf, settings: mailSettings }),
  z.object({ part: z.literal('wecom'), ...changeOf, settings: robotSettings }),
  z.object({ part: z.literal('dingtalk'), ...changeOf, settings: robotSettings }),
  z.object({ part: z.literal('hours'), ...changeOf, settings: hourSettings }),
])
export type SettingChange = z.output<typeof settingChange>

/** As it stands: blank where nothing was set yet. */
const shownMail = z.object({
  host: z.string(),
  port: z.int(),
  secure: z.boolean(),
  user: z.string(),
  from: z.string(),
  name: z.string(),
  site: z.string(),
})
const known = z.object({ enabled: z.boolean(), setAt: instant.nullable(), setBy: z.string().nullable() })
export const messageSettings = route({
  method: 'GET',
  path: '/api/message-settings',
  roles: officers,
  summary: '消息渠道的设置；密码和密钥不显示',
  reply: z.object({
    email: known.extend({ settings: shownMail, hasSecret: z.boolean() }),
    wecom: known.extend({ otherHost: z.string(), hasSecret: z.boolean() }),
    dingtalk: known.extend({ otherHost: z.string(), hasSecret: z.boolean() }),
    hours: known.extend({ settings: hourSettings }),
  }),
})
export const setMessageSettings = route({
  method: 'PUT',
  path: '/api/message-settings',
  roles: officers,
  summary: '设定一个消息渠道或发送时间',
  body: settingChange,
  reply: done,
})
export const testChannel = route({
  method: 'POST',
  path: '/api/message-settings/test',
  roles: officers,
  summary: '试发一条',
  body: z.object({ channel: z.enum(channels), to: email.nullable() }),
  reply: z.object({ sent: z.boolean(), words: z.string() }),
})

export const outboxStates = ['waiting', 'sent', 'given-up'] as const
export const outbox = route({
  method: 'GET',
  path: '/api/outbox',
  roles: officers,
  summary: '发件箱：等待发送的、已发的、没有发成的',
  query: z.object({ state: z.enum(outboxStates).optional(), ...paging }),
  reply: z.object({
    waiting: z.int(),
    sent: z.int(),
    givenUp: z.int(),
    rows: z.array(
      z.object({
        id,
        channel: z.enum(channels),
        /** Whose address it is, its middle left out. */
        to: z.string(),
        subject: z.string(),
        state: z.enum(outboxStates),
        attempts: z.int(),
        at: instant,
        nextAt: instant.nullable(),
        error: z.string().nullable(),
      }),
    ),
    actions: z.array(action),
  }),
})
export const retryOutbox = route({
  method: 'POST',
  path: '/api/outbox/retry',
  roles: officers,
  summary: '没有发成的再发一次',
  body: z.object({ key: requestKey }),
  reply: z.object({ messages: z.int() }),
})

export const ownMessages = route({
  method: 'GET',
  path: '/api/me/messages',
  roles: signedIn,
  summary: '我的接收设置：邮箱、每日摘要、日历订阅',
  reply: z.object({
    email: z.string().nullable(),
    digest: z.boolean(),
    /** Whether the centre sends mail at all. */
    mailOn: z.boolean(),
    calendarSince: instant.nullable(),
  }),
})
export const setOwnMessages = route({
  method: 'PUT',
  path: '/api/me/messages',
  roles: signedIn,
  summary: '设定我的邮箱和每日摘要',
  body: z.object({ email: email.nullable(), digest: z.boolean() }),
  reply: done,
})
export const makeCalendar = route({
  method: 'POST',
  path: '/api/me/calendar',
  roles: signedIn,
  summary: '开通日历订阅，返回只显示一次的地址；原来的地址作废',
  reply: z.object({ url: z.string() }),
})
export const dropCalendar = route({
  method: 'DELETE',
  path: '/api/me/calendar',
  roles: signedIn,
  summary: '停用日历订阅',
  reply: done,
})
export const calendarFeed = route({
  method: 'GET',
  path: '/api/public/calendar/:token',
  roles: 'anyone',
  summary: '个人日历（iCalendar），凭地址里的密钥',
  params: z.object({ token: z.string().min(20).max(80) }),
})

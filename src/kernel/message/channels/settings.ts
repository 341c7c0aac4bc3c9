import { sql } from 'kysely'
import * as z from 'zod'
import type { messageSettings, SettingChange } from '#contract/channel.ts'
import { hourSettings, mailSettings } from '#contract/channel.ts'
import { secretKey, seal, unseal } from '#kernel/account/secrets.ts'
import { audit, type Work } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import { robotAddress, type RobotService } from './address.ts'

type Shown = z.input<NonNullable<typeof messageSettings.reply>>
type Part = SettingChange['part']
type Row = {
  part: Part
  enabled: boolean
  settings: unknown
  secret: string | null
  set_at: Date
  set_by: string
}

const shownMail = mailSettings.omit({ password: true })
const shownRobot = z.object({ otherHost: z.string() })
const robotSecret = z.object({ webhook: z.string(), signKey: z.string() })

/** Before anybody set anything: digests in the morning, silence at night. */
const USUAL_HOURS = { digestAt: '07:30', quietFrom: '21:30', quietUntil: '07:00', tries: 6 }
const USUAL_MAIL = { host: '', port: 465, secure: true, user: '', from: '', name: '', site: '' }

async function rowsOf({ tx, caller }: Work): Promise<ReadonlyMap<Part, Row>> {
  const { rows } = await sql<Row>`select part, enabled, settings, secret, set_at, set_by from message_setting
    where region_id = ${caller.region}`.execute(tx)
  return new Map(rows.map((row) => [row.part, row]))
}

/** The settings as the officer is shown them: never a password, key or robot's address. */
export async function shownSettings(work: Work): Promise<Shown> {
  const rows = await rowsOf(work)
  const known = (part: Part) => {
    const row = rows.get(part)
    return {
      enabled: row?.enabled ?? part === 'hours',
      setAt: row?.set_at.toISOString() ?? null,
      setBy: row?.set_by ?? null,
    }
  }
  const robot = (part: RobotService) => ({
    ...known(part),
    otherHost: shownRobot.safeParse(rows.get(part)?.settings).data?.otherHost ?? '',
    hasSecret: (rows.get(part)?.secret ?? null) !== null,
  })
  return {
    email: {
      ...known('email'),
      settings: shownMail.safeParse(rows.get('email')?.settings).data ?? USUAL_MAIL,
      hasSecret: (rows.get('email')?.secret ?? null) !== null,
    },
    wecom: robot('wecom'),
    dingtalk: robot('dingtalk'),
    hours: { ...known('hours'), settings: hoursIn(rows) },
  }
}

function hoursIn(rows: ReadonlyMap<Part, Row>): z.output<typeof hourSettings> {
  return hourSettings.safeParse(rows.get('hours')?.settings).data ?? USUAL_HOURS
}

/** When things go out. */
export async function hoursOf(work: Work): Promise<z.output<typeof hourSettings>> {
  return hoursIn(await rowsOf(work))
}

/** The channels that are switched on. */
export async function enabledChannels(work: Work): Promise<ReadonlySet<string>> {
  return new Set([...(await rowsOf(work)).values()].filter(({ enabled }) => enabled).map(({ part }) => part))
}

/** How mail goes out, with its password; null where it does not, or `test` asks for what is set but not switched on. */
export async function mailOf(
  work: Work,
  dataDir: string,
  test = false,
): Promise<z.output<typeof mailSettings> | null> {
  const row = (await rowsOf(work)).get('email')
  if (row === undefined || (!row.enabled && !test)) return null
  const password =
    row.secret === null ? '' : unseal(await secretKey(dataDir), ownerOf(work, 'email'), row.secret)
  return mailSettings.parse({ ...shownMail.parse(row.settings), password })
}

/** A robot's address and key; null where it is not in use. @throws Refused where the address may not be called. */
export async function robotOf(
  work: Work,
  dataDir: string,
  part: RobotService,
  test = false,
): Promise<{ address: URL; signKey: string } | null> {
  const row = (await rowsOf(work)).get(part)
  if (row === undefined || row.secret === null || (!row.enabled && !test)) return null
  const { webhook, signKey } = robotSecret.parse(
    JSON.parse(unseal(await secretKey(dataDir), ownerOf(work, part), row.secret)),
  )
  return { address: allowed(part, webhook, shownRobot.parse(row.settings).otherHost), signKey }
}

/** Sets one part; an empty password, address or key keeps the one that is set. @throws Refused 422. */
export async function setSettings(
  work: Work,
  dataDir: string,
  change: SettingChange,
): Promise<{ done: true }> {
  const before = (await rowsOf(work)).get(change.part)
  const key = await secretKey(dataDir)
  const owner = ownerOf(work, change.part)
  const old = before?.secret == null ? null : unseal(key, owner, before.secret)
  const { settings, secret } = partsOf(change, old)
  const sealed = secret === null ? null : seal(key, owner, secret)
  await sql`insert into message_setting (region_id, part, enabled, settings, secret, set_at, set_by)
    values (${work.caller.region}, ${change.part}, ${change.enabled}, ${JSON.stringify(settings)}::jsonb, ${sealed}, ${work.now}, ${work.caller.actor})
    on conflict (region_id, part) do update set enabled = excluded.enabled, settings = excluded.settings,
      secret = excluded.secret, set_at = excluded.set_at, set_by = excluded.set_by`.execute(work.tx)
  const told = { enabled: change.enabled, settings, secret: secret === old ? '未改' : '已改' }
  await audit(work.tx, 'message.settings', { kind: 'message-setting', id: change.part }, told)
  return { done: true }
}

function partsOf(change: SettingChange, old: string | null): { settings: object; secret: string | null } {
  switch (change.part) {
    case 'hours':
      return { settings: change.settings, secret: null }
    case 'email': {
      const { password, ...settings } = change.settings
      return { settings, secret: password === '' ? old : password }
    }
    default: {
      const { otherHost } = change.settings
      const known = old === null ? { webhook: '', signKey: '' } : robotSecret.parse(JSON.parse(old))
      const webhook = change.settings.webhook || known.webhook
      const signKey = change.settings.signKey || known.signKey
      if (webhook !== '' || change.enabled) allowed(change.part, webhook, otherHost)
      return { settings: { otherHost }, secret: webhook === '' ? null : JSON.stringify({ webhook, signKey }) }
    }
  }
}

function allowed(part: RobotService, webhook: string, otherHost: string): URL {
  const address = robotAddress(part, webhook, otherHost)
  if (address instanceof URL) return address
  throw new Refused(422, { ...address, field: 'settings.webhook' })
}

/** A sealed secret of one region's channel opens nobody else's. */
function ownerOf({ caller }: Work, part: Part): string {
  return `message:${caller.region}:${part}`
}

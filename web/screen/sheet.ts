import { attendanceSheet } from '#contract/activity.ts'
import { t } from '../lib/t.ts'
import { element, part } from './page.ts'
import type { Place } from './place.ts'
import type { ActivityPage } from './shape.ts'

/** Lines for people who are not on the roster. */
const SPARE_LINES = 6

/** Draws the sheet to be signed on paper: for a hall without a network, and people without a smartphone. */
export function drawSheet(page: ActivityPage, place: Place): void {
  const { activity, programme } = page
  const facts = [
    `${t('项目')}：${programme.title}`,
    `${t('承办单位')}：${programme.organiser.name}`,
    `${t('时间')}：${dayAndTime(activity.startsAt)}`,
    `${t('地点')}：${activity.place?.name ?? ''}`,
    `${t('场次')}：${place.slot} / ${activity.slots}`,
  ]
  part('sheet', HTMLElement).replaceChildren(
    element('h1', `${activity.title} ${t('签到表')}`),
    element('p', facts.join('　')),
    element('p', t('二维码和短码随时更换，印在纸上无效。没有手机的请在此签名，由签到台登记。')),
    table(page),
  )
}

function table(page: ActivityPage): HTMLElement {
  const drawn = element('table')
  const head = row('th', [t('序号'), t('姓名'), t('单位'), t('签名'), t('备注')])
  const lines = page.roster.map((person, index) => [
    String(index + 1),
    person.name,
    page.units[person.unit] ?? person.unit,
    '',
    '',
  ])
  const spare = Array.from({ length: SPARE_LINES }, () => ['', '', '', '', ''])
  const body = element('tbody')
  body.append(...[...lines, ...spare].map((cells) => row('td', cells)))
  const top = element('thead')
  top.append(head)
  drawn.append(top, body)
  return drawn
}

function row(tag: 'th' | 'td', cells: string[]): HTMLElement {
  const line = element('tr')
  line.append(...cells.map((text) => element(tag, text)))
  return line
}

function dayAndTime(instant: string): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' } as const
  return new Intl.DateTimeFormat('zh-CN', format).format(new Date(instant))
}

/** Where the same list comes as a workbook. */
export const workbookPath = (place: Place): string => attendanceSheet.path.replace(':id', place.id)

import { figureIds, supportIds } from '#contract/figures.ts'
import type { FigureRef } from '#contract/figures.ts'
import { link } from '../../lib/address.ts'

const IDS = [...figureIds, ...supportIds]

/** The page that lists the records behind a number. */
export function recordsLink(ref: FigureRef): string {
  const { figure, unit, year, dimension, key } = ref
  const narrowed = dimension === undefined ? {} : { dimension, key: key === '' ? '未填' : key }
  return link(`/figures/${figure}/records`, { year, unit, ...narrowed })
}

/** The number that an address of a records page stands for; null for other addresses. */
export function referenceOf(href: string): FigureRef | null {
  const url = new URL(href, 'http://desk.invalid')
  const found = /^\/figures\/([\w-]+)\/records$/.exec(url.pathname)
  const figure = IDS.find((id) => id === found?.[1])
  const year = Number(url.searchParams.get('year'))
  if (figure === undefined || !Number.isInteger(year)) return null
  return {
    figure,
    year,
    unit: url.searchParams.get('unit') ?? '',
    dimension: url.searchParams.get('dimension') ?? undefined,
    key: url.searchParams.get('key') ?? undefined,
  }
}

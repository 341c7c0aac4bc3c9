import type { newRound } from '#contract/round.ts'
import { misfit, type Refusal } from '#lib/refusal.ts'
import type * as z from 'zod'
import type { CaseDefinition } from './define.ts'

type Asked = Pick<z.output<typeof newRound>, 'opensOn' | 'closesOn' | 'places' | 'unitPlaces'>

/** What does not fit in a round that is to be opened: its days, its categories, its floors; null when all does. */
export function refuseRound(definition: CaseDefinition, asked: Asked): Refusal | null {
  if (definition.rounds === null) {
    return misfit('system', `${definition.title}随时受理，不分批次。`)
  }
  if (asked.closesOn < asked.opensOn) return misfit('closesOn', '截止日期早于开始日期，请核对。')
  return refuseCategories(definition, asked) ?? refuseFloors(definition, asked) ?? refuseUnits(asked)
}

function refuseCategories(
  { category, title }: CaseDefinition,
  { places, unitPlaces }: Asked,
): Refusal | null {
  const strange = [...places, ...unitPlaces].find((one) => !category.words.includes(one.category))
  if (strange !== undefined) {
    return misfit(
      'places',
      `${title}的${category.title}没有“${strange.category}”，应为${category.words.join('、')}之一。`,
    )
  }
  const twice = places.find((one, at) => places.findIndex(({ category }) => category === one.category) < at)
  return twice === undefined ? null : misfit('places', `“${twice.category}”写了两行名额，请只留一行。`)
}

function refuseFloors({ rounds, title }: CaseDefinition, { places }: Asked): Refusal | null {
  const floored = places.find(({ floor }) => floor > 0)
  if (floored !== undefined && rounds?.floor === undefined) return misfit('places', `${title}不设保底名额。`)
  const over = places.find((one) => one.floor > (one.places ?? 0))
  if (over === undefined) return null
  return misfit(
    'places',
    `“${over.category}”的保底名额 ${over.floor} 个多于名额 ${over.places ?? '（未定）'}，请核对。`,
  )
}

function refuseUnits({ unitPlaces }: Asked): Refusal | null {
  const seen = new Set<string>()
  for (const { unit, category } of unitPlaces) {
    if (seen.has(`${unit} ${category}`))
      return misfit('unitPlaces', `单位 ${unit} 的“${category}”写了两行推荐名额。`)
    seen.add(`${unit} ${category}`)
  }
  return null
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gardenPrize, seedLicence } from '#test/fixtures/case/garden-prize.ts'
import type { CaseDefinition } from './define.ts'
import { refuseRound } from './round-rules.ts'

const round = { opensOn: '2026-03-01', closesOn: '2026-03-31', places: [], unitPlaces: [] }
const place = (category: string, places: number | null, floor = 0) => ({ category, places, floor })
const said = (
  more: Partial<Parameters<typeof refuseRound>[1]>,
  system: CaseDefinition = gardenPrize,
): string | undefined => refuseRound(system, { ...round, ...more })?.because

test('a round whose days, categories and floors fit is not refused', () => {
  assert.equal(said({ places: [place('花圃', 10, 10), place('菜圃', null)] }), undefined)
  assert.equal(said({ unitPlaces: [{ unit: 'A', category: '花圃', places: 2 }] }), undefined)
  assert.equal(said({ closesOn: '2026-03-01' }), undefined)
})

test('it ends on or after the day on which it begins', () => {
  assert.match(said({ closesOn: '2026-02-28' }) ?? '', /截止日期早于开始日期/)
})

test('categories are those of the definition, each once', () => {
  assert.match(said({ places: [place('果园', 1)] }) ?? '', /没有“果园”，应为花圃、菜圃之一/)
  assert.match(said({ unitPlaces: [{ unit: 'A', category: '果园', places: 1 }] }) ?? '', /没有“果园”/)
  assert.match(said({ places: [place('花圃', 1), place('花圃', 2)] }) ?? '', /两行名额/)
})

test('a floor is a part of the places, and only where the system has one', () => {
  assert.match(said({ places: [place('花圃', 10, 11)] }) ?? '', /11 个多于名额 10/)
  assert.match(said({ places: [place('花圃', null, 1)] }) ?? '', /多于名额 （未定）/)
  const noFloor = { ...gardenPrize, rounds: {} }
  assert.match(said({ places: [place('花圃', 10, 1)] }, noFloor) ?? '', /不设保底名额/)
  assert.match(said({}, seedLicence) ?? '', /不分批次/)
})

test('a unit has one line a category', () => {
  const line = { unit: 'A', category: '花圃', places: 1 }
  assert.match(said({ unitPlaces: [line, line] }) ?? '', /单位 A 的“花圃”写了两行/)
  assert.equal(said({ unitPlaces: [line, { ...line, category: '菜圃' }] }), undefined)
})

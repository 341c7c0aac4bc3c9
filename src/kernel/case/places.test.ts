import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusePlace, refuseUnitQuota, type Places } from './places.ts'

/** Ten places, four of them kept for rural teachers. */
const places = (taken: number, takenByFloor: number): Places => ({
  category: '名师',
  places: 10,
  floor: 4,
  floorTitle: '乡村教师',
  taken,
  takenByFloor,
})

test('places limit everybody, and those outside of the floor’s group to what is not kept for it', () => {
  assert.equal(refusePlace(places(5, 0), false), null)
  assert.match(refusePlace(places(6, 0), false)?.because ?? '', /有 4 个留给乡村教师，其余 6 个已用完/)
  assert.equal(refusePlace(places(6, 0), true), null, 'a place that is kept for them')
  assert.equal(refusePlace(places(9, 4), false), null, 'the floor is met: the last is anybody’s')
  assert.equal(refusePlace(places(9, 6), false), null)
  assert.match(refusePlace(places(10, 4), true)?.because ?? '', /名师的 10 个名额已用完/)
  assert.equal(refusePlace({ ...places(99, 0), places: null, floor: 0 }, false), null, 'no limit')
})

test('a unit recommends up to its quota, and any number where it has none', () => {
  assert.equal(refuseUnitQuota('石岭小学', null, 40), null)
  assert.equal(refuseUnitQuota('石岭小学', 2, 1), null)
  assert.match(refuseUnitQuota('石岭小学', 2, 2)?.because ?? '', /推荐名额为 2 个，已推荐 2 个/)
  assert.match(refuseUnitQuota('石岭小学', 0, 0)?.because ?? '', /推荐名额为 0 个/)
})

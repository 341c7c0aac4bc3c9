import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, holding, standing } from '#test/fixtures/case/orchard.ts'
import { decide, dueOn, ended, isRefused, type Decidable, type Outcome } from './decide.ts'
import type { Setting, Who } from './may.ts'

const centre = holding('centre')
const pass = (more: object = {}): Decidable => ({
  do: 'pass',
  because: null,
  score: null,
  number: null,
  document: null,
  ...more,
})
const done = (setting: Setting, who: Who, action: Decidable): Outcome => {
  const said = decide(setting, who, action)
  assert.ok(!isRefused(said), 'because' in said ? String(said.because) : '')
  return said
}
/** The code and the words of a refusal. */
const why = (setting: Setting, who: Who, action: Decidable): string => {
  const said = decide(setting, who, action)
  assert.ok(isRefused(said), 'it is not refused')
  return `${said.code} ${said.because}`
}

test('what is handed in goes to the first stage that is for it', () => {
  const { event, effects } = done(standing([]), holding('applicant'), { do: 'submit' })
  assert.deepEqual(
    [event.kind, event.stage, event.next, event.ending, event.office, event.because, event.voids, effects],
    ['submitted', 'apply', 'school', null, 'applicant', null, null, []],
  )
  const pears = done(standing([], { form: { kind: '梨' } }), holding('applicant'), { do: 'submit' })
  assert.equal(pears.event.next, 'song')
})

test('what was returned goes back to who returned it; what judges see otherwise, to them', () => {
  const back = [
    ...at('school'),
    { next: 'song' },
    { next: 'tasting' },
    { next: 'more' },
    { kind: 'submitted', next: 'show' },
    { next: 'decide' },
    { kind: 'returned', next: 'apply' },
  ] as const
  assert.equal(done(standing(back), holding('applicant'), { do: 'submit' }).event.next, 'decide')
  const anew = done(standing(back, {}, { anew: ['tasting'] }), holding('applicant'), { do: 'submit' })
  assert.deepEqual([anew.event.next, anew.event.voids], ['tasting', ['tasting']])
  assert.match(anew.event.because ?? '', /须重新评审/)
})

test('a check passes, returns and refuses, by its office alone', () => {
  const here = standing(at('school'))
  const school = holding('school')
  assert.equal(done(here, school, pass()).event.next, 'song')
  assert.match(why(here, centre, pass()), /^not-yours 这一步由所在学校办理/)
  assert.match(why(here, { ...school, own: true }, pass()), /^own-case/)
  const returned = done(here, school, { do: 'return', because: '字迹不清', document: null }).event
  assert.deepEqual([returned.kind, returned.next, returned.because], ['returned', 'apply', '字迹不清'])
  const refuse: Decidable = { do: 'refuse', because: '缺地图', item: 'map', document: null }
  const refused = done(here, school, refuse)
  assert.deepEqual([refused.event.ending, refused.event.item], ['refused', 'map'])
  assert.deepEqual(refused.effects, [{ kind: 'notify', who: 'applicant', words: '止于学校核对，null 分' }])
  assert.match(why(here, school, { ...refuse, item: 'moon' }), /^item 这个体系没有材料/)
  assert.match(why(here, school, { do: 'publish', document: null }), /^not-now 这件事项现在办理中/)
})

test('an exam asks for its mark, and below the mark refuses with both numbers', () => {
  const here = standing(at('song'))
  assert.match(why(here, centre, pass()), /^score 请填写笔试的得分/)
  assert.equal(done(here, centre, pass({ score: 60 })).event.next, 'tasting')
  const below = done(here, centre, pass({ score: 59.5 }))
  assert.deepEqual([below.event.kind, below.event.ending, below.event.next], ['refused', 'refused', null])
  assert.equal(below.event.because, '笔试得 59.5 分，未达到 60 分。')
  assert.deepEqual(below.effects, [{ kind: 'notify', who: 'applicant', words: '止于笔试，59.5 分' }])
  assert.match(why(here, centre, { do: 'return', because: '重考', document: null }), /^not-now/)
})

test('a review goes by its result', () => {
  const here = standing(at('tasting'))
  assert.match(why(here, centre, pass()), /^score 请填写品评的得分/)
  assert.equal(done(here, centre, pass({ score: 70 })).event.next, 'more')
  assert.equal(done(here, centre, pass({ score: 69.99 })).event.ending, 'refused')
})

test('a notice is published once, runs through its last day, and waits for its objections', () => {
  const here = standing(at('show'))
  const { event } = done(here, centre, { do: 'publish', document: '甲教〔2026〕1号' })
  assert.deepEqual([event.from, event.until, event.next], ['2026-03-02', '2026-03-09', 'show'])
  assert.match(why(here, centre, pass()), /^not-now/, 'not before it was published')

  const published = [...at('show'), { kind: 'published', from: '2026-03-02', until: '2026-03-09' }] as const
  const on = (today: string): Setting => standing(published, {}, { today })
  assert.match(why(on('2026-03-09'), centre, pass()), /^notice-runs 公示到 2026-03-09 为止/)
  assert.equal(done(on('2026-03-10'), centre, pass()).event.next, 'decide')
  assert.match(why(on('2026-03-10'), centre, { do: 'publish', document: null }), /^not-now/)

  const objected = standing([...published, { kind: 'objected' }], {}, { today: '2026-03-10' })
  assert.match(why(objected, centre, pass()), /^objections 还有 1 件异议/)
  const dismiss: Decidable = { do: 'dismiss', objection: 3, because: '查无此事' }
  const dismissed = done(objected, centre, dismiss).event
  assert.deepEqual([dismissed.kind, dismissed.next, dismissed.settles], ['dismissed', 'show', 3])
  const upheld = done(objected, centre, { do: 'uphold', objection: 3, because: '属实' }).event
  assert.deepEqual([upheld.kind, upheld.next], ['upheld', 'tasting'], 'back to where it was last judged')
  assert.match(why(objected, centre, { ...dismiss, objection: 9 }), /^settled 这件异议已经处理/)
})

test('who enters a decision of the bureau or above names its document; the bureau itself does not', () => {
  const here = standing(at('decide'))
  assert.equal(done(here, holding('bureau'), pass()).event.office, 'bureau')
  assert.match(why(here, centre, pass()), /^document 录入教育局的决定，须写明文号/)
  assert.equal(done(here, centre, pass({ document: '甲教〔2026〕2号' })).event.next, 'badge')
  for (const action of [
    { do: 'return', because: '再议', document: '' },
    { do: 'refuse', because: '不行', item: null, document: null },
  ] as const)
    assert.match(why(here, centre, action), /^document/, action.do)
  const above = standing(at('decide'), { form: { kind: '梨' } })
  assert.match(why(above, holding('bureau'), pass()), /^not-yours 这一步由上级主管部门办理/)
  assert.match(why(above, centre, pass()), /^document 录入上级主管部门的决定/)
  const blocked = standing(at('decide'), { form: { trees: 13 } })
  assert.match(why(blocked, holding('bureau'), pass()), /^blocked 十三棵的/)
})

test('the last stage gives out a number, and its effects know it and the score', () => {
  const here = standing(at('badge'), { score: 88 })
  assert.match(why(here, centre, pass({ number: '' })), /^number 请填写牌号/)
  const { event, effects } = done(here, centre, pass({ number: '001' }))
  assert.deepEqual([event.next, event.ending, event.number], [null, 'granted', '001'])
  assert.deepEqual(effects, [{ kind: 'notify', who: 'applicant', words: '牌号001，88 分' }])
  const letter = { title: '发牌通知', number: '园〔2026〕1号', day: '2026-02-27', because: null }
  const named = standing(at('badge'), {}, { letter })
  for (const typed of [null, ''])
    assert.equal(done(named, centre, pass({ number: typed })).event.number, '园〔2026〕1号', 'the letter’s')
  const since = (number: string | null): string => {
    const [told] = done(named, centre, pass({ number })).effects
    return told?.kind === 'notify' ? told.words : ''
  }
  assert.match(since(null), /2026-02-27起/, 'what the letter says holds from its day')
  assert.match(since('园〔2026〕1号'), /2026-02-27起/)
  assert.doesNotMatch(since('州〔2026〕8号'), /起/)
  assert.equal(done(named, centre, pass({ number: '州〔2026〕8号' })).event.number, '州〔2026〕8号')
  const none = standing(
    at('badge'),
    {},
    {
      letter: { ...letter, number: null, day: null, because: '还没有印发。' },
    },
  )
  assert.equal(why(none, centre, pass()), 'number 还没有印发。')
  assert.equal(done(none, centre, pass({ number: '001' })).event.number, '001')
  const before = done(standing(at('school')), holding('school'), pass({ number: '001' }))
  assert.equal(before.event.number, null, 'nowhere else')
})

test('the applicant takes it back until it ends, and what was granted is taken back by the centre with a document', () => {
  const withdraw: Decidable = { do: 'withdraw', because: '不报了' }
  assert.deepEqual(
    [standing([]), standing(at('song'))].map((one) => done(one, holding('applicant'), withdraw).event.ending),
    ['withdrawn', 'withdrawn'],
  )
  assert.match(why(standing(at('song')), centre, withdraw), /^not-yours 这一步由申请人办理/)
  const granted = standing([...at('badge'), { next: null, ending: 'granted' }])
  assert.match(why(granted, holding('applicant'), withdraw), /^not-now 这件事项现在已办结/)
  const annul: Decidable = { do: 'annul', because: '材料不实', document: '甲教〔2026〕9号' }
  assert.deepEqual(done(granted, centre, annul).event.document, '甲教〔2026〕9号')
  assert.match(why(granted, holding('bureau'), annul), /^not-yours/)
  const annulled = standing([
    ...at('badge'),
    { next: null, ending: 'granted' },
    { kind: 'annulled', next: null },
  ])
  assert.match(why(annulled, centre, annul), /^not-now 这件事项现在已撤销/)
  const refused = standing([...at('school'), { kind: 'refused', next: null, ending: 'refused' }])
  assert.match(why(refused, centre, annul), /^not-now/)
})

test('a case lapses where it stands, and days are counted from the day on', () => {
  const returned = standing([...at('school'), { kind: 'returned', next: 'apply' }])
  const { event } = ended(returned, 'lapsed', 'centre', '逾期')
  assert.deepEqual([event.kind, event.stage, event.next, event.ending], ['lapsed', 'apply', null, 'lapsed'])
  assert.equal(dueOn(returned, 'apply', '2026-03-02'), '2026-03-09')
  assert.deepEqual([dueOn(returned, 'song', '2026-03-02'), dueOn(returned, null, '2026-03-02')], [null, null])
})

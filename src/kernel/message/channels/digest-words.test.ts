import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { digestOf, type DigestFacts } from './digest-words.ts'

const todo = (title: string, due: string | null, more: object = {}) => ({
  source: 'case' as const,
  title,
  detail: '',
  link: `/cases/${title}`,
  due,
  as: null,
  ...more,
})
const facts = (more: Partial<DigestFacts>): DigestFacts => ({
  notices: [],
  activities: [],
  waiting: { items: [], unlisted: 0 },
  told: [],
  ...more,
})
const SITE = 'https://x.example'
const DAY = '2026-03-03' // a Tuesday

suite('the words of a day’s mail', () => {
  test('nothing to say is no mail, however much waits beyond the list', () => {
    assert.equal(digestOf(facts({ waiting: { items: [], unlisted: 7 } }), SITE, DAY).mail, null)
  })

  test('what is late stands first, and the subject says so', () => {
    const items = [todo('丙', null), todo('乙', '2026-03-08'), todo('甲', '2026-03-02', { as: '教师' })]
    const { mail } = digestOf(facts({ waiting: { items, unlisted: 2 } }), SITE, DAY)
    assert.equal(mail?.subject, '研培：3 件事，1 件逾期（2026-03-03）')
    assert.deepEqual(mail.body.split('\n').slice(0, 11), [
      '逾期 1 件',
      '· 办理事项：甲（2026-03-02 截止，教师）',
      '  https://x.example/cases/甲',
      '',
      '本周 1 件',
      '· 办理事项：乙（2026-03-08 截止）',
      '  https://x.example/cases/乙',
      '',
      '以后 1 件',
      '· 办理事项：丙',
      '  https://x.example/cases/丙',
    ])
    assert.match(mail.body, /另有 2 件/)
  })

  test('a long list is cut, and what was not named is named the next day', () => {
    const items = Array.from({ length: 20 }, (_, n) => todo(`第${n}件`, null))
    const first = digestOf(facts({ waiting: { items, unlisted: 0 } }), SITE, DAY)
    assert.match(first.mail?.body ?? '', /第11件[\s\S]*· 还有 8 件/)
    assert.ok(!first.mail?.body.includes('第12件'))
    const second = digestOf(facts({ waiting: { items, unlisted: 0 }, told: first.told }), SITE, DAY)
    assert.match(second.mail?.subject ?? '', /8 件事/)
    assert.match(second.mail?.body ?? '', /第12件[\s\S]*第19件/)
    assert.ok(!second.mail?.body.includes('第11件'), 'what was named is not named again')
    assert.equal(
      digestOf(facts({ waiting: { items, unlisted: 0 }, told: second.told }), SITE, DAY).mail,
      null,
    )
  })

  test('what was named before stays told as it was while its being late is only counted', () => {
    const items = Array.from({ length: 13 }, (_, n) => todo(`第${n}件`, '2026-03-10'))
    const days = [DAY, '2026-03-04', '2026-03-11', '2026-03-12', '2026-03-13']
    const mails: (string | undefined)[] = []
    let told: string[] = []
    for (const day of days) {
      const digest = digestOf(facts({ waiting: { items, unlisted: 0 }, told }), SITE, day)
      mails.push(digest.mail?.subject)
      told = digest.told
    }
    assert.deepEqual(mails, [
      '研培：13 件事（2026-03-03）',
      '研培：1 件事（2026-03-04）',
      '研培：13 件事，13 件逾期（2026-03-11）',
      '研培：1 件事，1 件逾期（2026-03-12）',
      undefined,
    ])
  })

  test('another step or another last day is news; how much is left, and that days pass, is not', () => {
    const before = todo('甲', '2026-03-20', { detail: '学校初审 · 还有 12 件' })
    const { told } = digestOf(facts({ waiting: { items: [before], unlisted: 0 } }), SITE, DAY)
    const mail = (item: object, day = DAY): string | undefined => {
      const waiting = { items: [{ ...before, ...item }], unlisted: 0 }
      return digestOf(facts({ waiting, told }), SITE, day).mail?.subject
    }
    assert.equal(mail({ detail: '县级复审 · 还有 12 件' }), `研培：1 件事（${DAY}）`)
    assert.equal(mail({ due: '2026-03-25' }), `研培：1 件事（${DAY}）`)
    assert.equal(mail({ detail: '学校初审 · 还有 9 件' }), undefined)
    assert.equal(mail({}, '2026-03-12'), undefined)
  })

  test('what was told holds no words, and is forgotten with what is done', () => {
    const told = digestOf(facts({ waiting: { items: [todo('甲', null)], unlisted: 0 } }), SITE, DAY).told
    assert.match(told.join(), /^[\w-]{16}\.later$/)
    assert.deepEqual(digestOf(facts({ told }), SITE, DAY).told, [])
    assert.deepEqual(digestOf(facts({ told, waiting: null }), SITE, DAY).told, told)
  })

  test('what a to-do is about is said once', () => {
    const items = [todo('审阅《教案》', null, { source: 'review' })]
    const { mail } = digestOf(facts({ waiting: { items, unlisted: 0 } }), SITE, DAY)
    assert.match(mail?.body ?? '', /^· 审阅《教案》$/m)
  })

  test('an activity of tomorrow stands once, with its hour', () => {
    const items = [todo('观摩', '2026-03-04', { source: 'activity' })]
    const activities = [{ title: '观摩', at: '09:00', place: '一小' }]
    const { mail } = digestOf(facts({ activities, waiting: { items, unlisted: 0 } }), SITE, DAY)
    assert.equal(mail?.body.match(/观摩/g)?.length, 1)
    assert.match(mail.body, /明天的活动\n· 09:00 观摩（一小）/)
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Played } from './county.ts'
import { barePeople, checkNumbers, issue, paperOf, papersOf, wordsOf } from './papers.ts'
import type { PublicCertificate } from './papers.ts'

/** A round of 82 of whom 42 are certified, as it is played. */
type Round = { played: () => Played; round: () => string }

/** What its documents say at the end of the round. */
export function documents({ played, round }: Round): void {
  test('its documents say exactly what the records say, and every number opens to them', async () => {
    const of = (document: string) => ({ whose: 'round' as const, id: round(), document })
    const { rows } = await papersOf(played(), 'officer', 'round', round())
    assert.deepEqual(
      rows.map(({ id, whyNot }) => [id, whyNot]),
      ['notice', 'minutes', 'publicity', 'result', 'certificate', 'roster'].map((id) => [id, null]),
    )
    const { html } = await paperOf(played(), 'officer', of('result'))
    const words = wordsOf(html)
    assert.match(words, /共有82人申请，认定42人，其中小学12人、初中22人、高中3人、中职5人。/)
    assert.match(
      words,
      /未通过40人，按环节为现场确认6人、普通话8人、教育学心理学10人、体检4人、能力测试9人、专家审查3人。/,
    )
    assert.equal(words.match(/未达到60分/g)?.length, 19)
    assert.doesNotMatch(words, /53012219950101/, 'no identity number')
    assert.equal(await checkNumbers(played(), 'officer', html), 13)
    assert.deepEqual(barePeople(html), [])
    const minutes = await paperOf(played(), 'officer', of('minutes'))
    const said = wordsOf(minutes.html)
    assert.match(
      said,
      /2026年3月2日在县第一小学会议室召开评审会，主任委员委员己主持。出席委员：评委甲（县教师发展中心，一级教师）/,
    )
    assert.match(said, /请假委员：委员庚。/)
    assert.match(said, /审查通过42人，其中小学12人、初中22人、高中3人、中职5人；不予通过3人。/)
    assert.equal(await checkNumbers(played(), 'officer', minutes.html), 6)
    assert.deepEqual(barePeople(minutes.html), [])
    assert.match(said, /不予通过：授课经历与所申请学科不符/)
    const first = await issue(played(), 'officer', of('result'), { publicUntil: '2026-12-31', send: true })
    assert.equal(first.status, 200, first.body.because)
    assert.equal(first.body.number, '甲教通〔2026〕1号')
    const again = await issue(played(), 'officer', of('result'))
    assert.match(again.body.because ?? '', /已印发 甲教通〔2026〕1号，此后记录没有变化/)
  })

  test('each who was certified gets a certificate that anybody can verify', async () => {
    const of = { whose: 'round' as const, id: round(), document: 'certificate' }
    const given = await issue(played(), 'officer', of)
    assert.deepEqual([given.status, given.body.certificates], [200, 42])
    const { certificates, row } = await paperOf(played(), 'officer', of)
    assert.deepEqual(row.certificates, { due: 42, given: 42, replaced: 0 })
    assert.equal(new Set(certificates.map(({ code }) => code)).size, 42)
    const code = certificates[0]?.code ?? ''
    const seen = await played().ask<PublicCertificate>(
      null,
      'GET',
      `/api/public/certificates/${code.toLowerCase()}`,
    )
    assert.deepEqual([seen.body.standing, seen.body.name], ['valid', '申****'])
    const guessed = await played().ask(null, 'GET', '/api/public/certificates/AAAABBBBCCCC')
    assert.equal(guessed.status, 404)
  })
}

/** What becomes of them after one of the 42, of 小学, is taken back. */
export function afterwards({ played, round }: Round): void {
  test('what was issued stays; the page says that the records have changed, and another follows it', async () => {
    const of = { whose: 'round' as const, id: round(), document: 'result' }
    const { row, differences, html } = await paperOf(played(), 'officer', of)
    assert.equal(row.changed, true)
    assert.ok(differences.gone.some((line) => line.includes('认定42人，其中小学12人')))
    assert.ok(differences.added.some((line) => line.includes('认定41人，其中小学11人')))
    assert.equal(await checkNumbers(played(), 'officer', html), 13)
    const before = row.issued[0]!
    const second = await issue(played(), 'officer', of)
    assert.equal(second.body.number, '甲教通〔2026〕2号', second.body.because)
    const kept = await played().get<{ html: string }>('officer', `/api/circulars/${before.id}`)
    assert.match(wordsOf(kept.html), /甲教通〔2026〕1号[^]*认定42人/)
    const after = await paperOf(played(), 'officer', of)
    assert.deepEqual(
      after.row.issued.map(({ number, replaced }) => [number, replaced]),
      [
        ['甲教通〔2026〕2号', false],
        ['甲教通〔2026〕1号', true],
      ],
    )
    assert.equal(after.row.issued[1]?.sha256, before.sha256)
    const { certificates } = await paperOf(played(), 'officer', { ...of, document: 'certificate' })
    const [revoked] = certificates.filter(({ standing }) => standing === 'revoked')
    const seen = await played().ask<PublicCertificate>(
      null,
      'GET',
      `/api/public/certificates/${revoked?.code}`,
    )
    assert.deepEqual([seen.body.standing, seen.body.revokedOn], ['revoked', '2026-03-10'])
  })
}

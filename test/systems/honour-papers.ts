import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyRegion } from '#kernel/verify.ts'
import { act, apply, key, type Played } from './county.ts'
import { barePeople, checkNumbers, issue, paperOf, papersOf, wordsOf } from './papers.ts'

/** What somebody with all rights does to a certificate, and what must be said of it. */
const TAMPERINGS: readonly [set: string, found: RegExp][] = [
  [`printed = jsonb_set(c.printed, '{number}', '"2026-9999"')`, /内容与制发时的摘要不符/],
  [`number = '2026-9999'`, /查验页上的内容与证书不符/],
  [`name = '别的人'`, /查验页上的内容与证书不符/],
]

/** A round in which ninety are to be named, as it is played; `undecided` is somebody on whom nothing was decided. */
type Round = { played: () => Played; round: () => string; undecided: () => string }

/** The letter that is issued first, and by whose number they are named. */
export function decision({ played, round, undecided }: Round): void {
  const of = () => ({ whose: 'round' as const, id: round(), document: 'naming' })
  test('the decision is not drafted while anybody stands before it, and names ninety with their numbers', async () => {
    const early = await paperOf(played(), 'officer', of())
    assert.match(early.row.whyNot ?? '', /还有 1 件没有办完“公示”/)
    await act(played(), 'leader', [undecided()], { do: 'refuse', because: '名额已满' })
    const { html } = await paperOf(played(), 'officer', of())
    assert.match(
      wordsOf(html),
      /命名90名教师，其中骨干教师60人、教学能手20人、名师10人；乡村教师46人，名单附后。/,
    )
    assert.equal(await checkNumbers(played(), 'officer', html), 5)
    assert.deepEqual(barePeople(html), [])
    const { body } = await issue(played(), 'officer', of(), { send: true })
    assert.equal(body.number, '甲教通〔2026〕1号', body.because)
    assert.ok(body.told >= 90)
  })
}

/** What the round's documents say once they were named, and who sees what of them. */
export function documents({ played, round, named }: Round & { named: (name: string) => string }): void {
  const of = (document: string) => ({ whose: 'round' as const, id: round(), document })

  test('the notice of the round holds its places and the share of rural teachers', async () => {
    const { html } = await paperOf(played(), 'officer', of('notice'))
    assert.match(wordsOf(html), /共评选90名，其中乡村教师不少于46名/)
  })

  test('a letter of a round is offered the words of such letters, not those of the newest circular', async () => {
    const asked = { kind: 'circular', about: 'credits', series: '甲教训', unit: 'R', year: 2026 }
    const made = await played().ask('officer', 'POST', '/api/circulars', {
      key: key(),
      ...asked,
      names: false,
      publicUntil: null,
    })
    assert.equal(made.status, 200, made.body.because)
    assert.equal((await paperOf(played(), 'officer', of('notice'))).series[0], '甲教通')
  })

  test('what was issued lies in the archive of the round', async () => {
    const { materials } = await played().get<{
      materials: { material: string; percent: number; gaps: { words: string }[] }[]
    }>('officer', `/api/archives/case/${round()}?year=2026`)
    const of = (word: string) => materials.find(({ material }) => material === word)
    assert.equal(of('命名文件')?.percent, 100)
    assert.match(of('通知')?.gaps[0]?.words ?? '', /还没有印发“评选通知”/)
  })

  test('a school sees what was issued and its own people alone; a teacher the own certificate', async () => {
    const drafts = await papersOf(played(), 'school-A', 'round', round())
    const row = (id: string) => drafts.rows.find((one) => one.id === id)
    assert.match(row('publicity')?.whyNot ?? '', /由中心起草/)
    assert.equal(row('naming')?.issued.length, 1, 'it was sent to the schools')
    await issue(played(), 'officer', of('certificate'))
    const all = await paperOf(played(), 'officer', of('certificate'))
    assert.deepEqual(all.row.certificates, { due: 90, given: 90, replaced: 0 })
    const own = await paperOf(played(), 'school-A', of('certificate'))
    assert.ok(own.certificates.length > 0 && own.certificates.length < 90)
    const roster = await paperOf(played(), 'school-A', of('roster'))
    assert.doesNotMatch(wordsOf(roster.html), /县第一小学/)
    const [first] = own.certificates
    const other = all.certificates.find(({ case: id }) => !own.certificates.some((one) => one.case === id))
    const seen = await played().ask('school-A', 'GET', `/api/case-documents/case/${other?.case}/certificate`)
    assert.equal(seen.status, 404)
    assert.equal(first?.case, named(first?.name ?? ''))
  })

  test('the certificate of a title that ended early is in force no more, for anybody and at the desk', async () => {
    const shown = async (): Promise<{ code: string; standing: string; case: string }[]> =>
      (await paperOf(played(), 'officer', of('certificate'))).certificates
    const { code, case: honoured } = (await shown())[0]!
    const seen = () =>
      played().ask<{ standing: string; revokedOn: string | null }>(
        null,
        'GET',
        `/api/public/certificates/${code}`,
      )
    assert.equal((await seen()).body.standing, 'valid')
    const day = played().clock.now.toISOString().slice(0, 10)
    const exit = await endTitle(played(), honoured)
    const { body } = await seen()
    assert.deepEqual([body.standing, body.revokedOn], ['revoked', day])
    assert.equal((await shown()).find((one) => one.code === code)?.standing, 'revoked')
    assert.equal((await shown()).filter(({ standing }) => standing === 'valid').length, 89)
    await act(played(), 'officer', [exit], {
      do: 'annul',
      because: '经复核，事实有误',
      document: '甲教〔2026〕61号',
    })
    assert.equal((await seen()).body.standing, 'valid', 'an end that is taken back has ended nothing')
  })

  test('a certificate whose words were changed by a superuser is found and named', async () => {
    const doubts = async (): Promise<string[]> =>
      (await verifyRegion(played().runtime, played().county.region)).doubts.map(({ words }) => words)
    assert.deepEqual(await doubts(), [])
    for (const [set, found] of TAMPERINGS) {
      const client = await played().db.admin.connect()
      try {
        await client.query('set session_replication_role = replica')
        await client.query('create temp table kept as select * from case_certificate order by code limit 1')
        await client.query(
          `update case_certificate c set ${set} from kept k where c.region_id = k.region_id and c.id = k.id`,
        )
        assert.match((await doubts()).join('\n'), found, set)
        await client.query(`update case_certificate c set (printed, number, name) = (k.printed, k.number, k.name)
          from kept k where c.region_id = k.region_id and c.id = k.id`)
        await client.query('drop table kept')
      } finally {
        await client.query('set session_replication_role = default')
        client.release()
      }
    }
    assert.deepEqual(await doubts(), [])
  })
}

type Honoured = {
  row: { name: string; category: string; unit: { code: string } }
  subject: { personId: string }
}

/** Ends the title that a case has given, by the way there is: proposed, heard, looked through, decided, announced. */
async function endTitle(played: Played, honoured: string): Promise<string> {
  const { row, subject } = await played.get<Honoured>('officer', `/api/cases/${honoured}`)
  const asked = { system: 'title-exit', personId: subject.personId }
  const deeds = '经查实，本学年违规有偿补课，学校已作出处理决定，情况属实。'
  const form = { title: row.category, reason: '违反师德', deeds }
  const id = await apply(played, 'officer', asked, { form, materials: ['proof'] })
  await played.ask('officer', 'PUT', `/api/cases/${id}/form`, { form: { statement: '逾期未答复' } })
  await act(played, 'officer', [id], { do: 'submit' })
  for (const who of [`school-${row.unit.code}`, 'officer', 'leader'])
    await act(played, who, [id], { do: 'pass' })
  await act(played, 'officer', [id], { do: 'pass', number: '甲教〔2026〕60号' })
  return id
}

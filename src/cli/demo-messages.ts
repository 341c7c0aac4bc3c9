import { randomUUID } from 'node:crypto'
import type { Runtime, Work } from '#kernel/call.ts'
import { certificateList, remindCertificates } from '#kernel/message/certificates/service.ts'
import { makeCircular } from '#kernel/message/circulars/service.ts'
import { sendNotice } from '#kernel/message/notices/service.ts'
import { enterRegulation, listRegulations } from '#kernel/message/regulations/service.ts'
import { peopleList } from '#kernel/people/list.ts'
import { changePerson } from '#kernel/people/service.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'
import { planSheet } from './demo-attachment.ts'

/** So many teach another stage than before. */
const MOVED = 4

type Asked = Parameters<typeof sendNotice>[2]

/**
 * What the centre told its schools and teachers, circulars on last year's credits and workshops with their numbers, the rules in force, and
 * the first reminders of missing qualifications; made once.
 * @param year whose figures the circular tells.
 */
export async function demoMessages(
  work: Work,
  runtime: Runtime,
  { region, school, year }: { region: string; school: string; year: number },
): Promise<void> {
  if ((await listRegulations(work)).rows.length > 0) return
  const today = dayAt(work.now)
  await regulations(work)
  const circular = await makeCircular(work, runtime, {
    key: randomUUID(),
    kind: 'circular',
    about: 'credits',
    series: '示教训',
    unit: region,
    year,
    names: false,
    publicUntil: addDays(today, 30),
  })
  await makeCircular(work, runtime, {
    key: randomUUID(),
    kind: 'circular',
    about: 'workshops',
    series: '示教训',
    unit: region,
    year,
    names: true,
    publicUntil: null,
  })
  const sheet = await planSheet(work, runtime)
  for (const one of notices(today, { school, circular, sheet })) await sendNotice(work, runtime, one)
  await qualifications(work, school, addDays(today, 60))
}

type About = { school: string; circular: { id: string; number: string }; sheet: string }

function notices(today: string, { school, circular, sheet }: About): Asked[] {
  const common = {
    key: randomUUID(),
    circular: null,
    pinnedUntil: null,
    robots: false,
    remindDays: null,
    uploads: [],
  }
  const roles = (all: ('teacher' | 'school' | 'cluster')[], units: string[] = []) => ({
    to: 'roles' as const,
    roles: all,
    units,
  })
  return [
    {
      ...common,
      title: '报送下学期校本研修计划',
      body: '请各校教导处汇总教研组意见，填报下学期校本研修计划，写明主题、时间、主讲人和参加人数，样表见附件。计划经学区审核后报县教师发展中心。',
      audience: roles(['school', 'cluster']),
      dueOn: addDays(today, 5),
      remindDays: 1,
      uploads: [sheet],
      pinnedUntil: addDays(today, 5),
    },
    {
      ...common,
      title: '核对个人学分，补交校外学习证明',
      body: '请登录手机页查看本年度学分。参加校外培训没有登记的，把结业证书交学校管理员，由学校统一报审。',
      audience: roles(['teacher'], [school]),
      dueOn: today,
    },
    {
      ...common,
      title: `印发${circular.number}：教师学分进度通报`,
      body: '各校达标情况和排名见通报。进度靠后的学校请在一周内报送补修安排。',
      audience: roles(['school']),
      dueOn: addDays(today, 7),
      circular: circular.id,
    },
  ]
}

/** Some of the school's people teach another stage by now; two of them are reminded, the others stay for the officer. */
async function qualifications(work: Work, unit: string, dueOn: string): Promise<void> {
  const { rows: people } = await peopleList(work, {
    unit,
    year: yearOf(dueOn),
    sort: 'file',
    offset: 10,
    limit: MOVED,
  })
  for (const { id } of people) {
    const facts = { stage: '初中' }
    await changePerson(work, id, {
      key: randomUUID(),
      on: dayAt(work.now),
      document: '示教人〔2025〕31号',
      facts,
    })
  }
  const { rows } = await certificateList(work, { unit, offset: 0, limit: 2 })
  if (rows.length > 0) await remindCertificates(work, { people: rows.map(({ id }) => id), dueOn })
}

async function regulations(work: Work): Promise<void> {
  const first = await enterRegulation(work, {
    key: randomUUID(),
    kind: '办法',
    title: '示范县教师研修学分管理办法（试行）',
    number: '示教〔2021〕18号',
    issuedOn: '2021-08-20',
    holdsFrom: '2021-09-01',
    replaces: null,
    about: '每年 48 学分，其中集中 16、网络 8、校本 24。',
  })
  await enterRegulation(work, {
    key: randomUUID(),
    kind: '办法',
    title: '示范县教师研修学分管理办法',
    number: '示教〔2024〕6号',
    issuedOn: '2024-01-15',
    holdsFrom: '2024-03-01',
    replaces: first.id,
    about: '增加认定办法和抵扣规定，校外学习凭证明认定。',
  })
  await enterRegulation(work, {
    key: randomUUID(),
    kind: '细则',
    title: '示范县校本研修项目立项与认定实施细则',
    number: '示教训〔2024〕9号',
    issuedOn: '2024-04-08',
    holdsFrom: '2024-05-01',
    replaces: null,
    about: '立项条件、过程材料和学时认定。',
  })
}

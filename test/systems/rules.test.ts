import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityFacts, ProgrammeFacts } from '#kernel/programme/define.ts'
import { cascadeTraining } from '#systems/cascade-training.ts'
import { groupTraining } from '#systems/group-training.ts'
import { lessonObservation } from '#systems/lesson-observation.ts'
import { ruralTeachingVisit } from '#systems/rural-teaching-visit.ts'
import { schoolBasedProject } from '#systems/school-based-project.ts'
import { teacherWorkshop } from '#systems/teacher-workshop.ts'

function facts(given: Partial<ProgrammeFacts>): ProgrammeFacts {
  return {
    activities: [],
    people: { trainee: 0, lecturer: 1, team: 0, organiser: 0 },
    schools: 0,
    works: new Map(),
    places: null,
    onlineHours: [],
    daysToFirst: null,
    ...given,
  }
}

const people = (trainee: number, lecturer: number, team: number): ProgrammeFacts['people'] => ({
  trainee,
  lecturer,
  team,
  organiser: 0,
})

const activity = (given: Partial<ActivityFacts>): ActivityFacts => ({
  title: '活动',
  phase: null,
  days: 1,
  hours: 4,
  ...given,
})

test('a visit programme needs four visits of two days and a trainer for thirty', () => {
  const visits = [1, 2, 3, 4].map(() => activity({ days: 2, hours: 12 }))
  const inOrder = facts({ activities: visits, people: people(60, 0, 2) })
  assert.deepEqual(ruralTeachingVisit.findings(inOrder, {}), [])
  const short = facts({ activities: [...visits.slice(1), activity({ days: 1 })], people: people(61, 0, 2) })
  assert.deepEqual(ruralTeachingVisit.findings(short, {}), [
    '满 2 天的送教有 3 次，应不少于 4 次，还差 1 次。',
    '61 名学员需要 3 人的送教团队（1:30），名单上有 2 人。',
  ])
  assert.deepEqual(ruralTeachingVisit.findings(short, { visits: 3, traineesPerTrainer: 31 }), [])
})

test('a workshop has fifty members, eighty online hours and two meetings', () => {
  const meeting = activity({ phase: 'meeting' })
  const inOrder = facts({ activities: [meeting, meeting], people: people(50, 0, 3), onlineHours: [80, 93.5] })
  assert.deepEqual(teacherWorkshop.findings(inOrder, {}), [])
  const short = facts({
    activities: [meeting, activity({ phase: 'online' })],
    people: people(51, 0, 3),
    onlineHours: [79.9, 80],
  })
  assert.deepEqual(teacherWorkshop.findings(short, {}), [
    '名单上有 51 名坊员，一个工作坊为 50 人，请分坊。',
    '2 名坊员中有 1 名本年网络学时不足 80 学时。',
    '已安排线下集中 1 次，应有 2 次。',
  ])
})

test('a class keeps to its places, has a lecturer, and a day holds eight hours', () => {
  const crowded = facts({
    places: 60,
    people: people(62, 0, 0),
    activities: [
      activity({ title: '第一班', days: 3, hours: 24 }),
      activity({ title: '第二班', days: 3, hours: 24.5 }),
    ],
  })
  assert.deepEqual(groupTraining.findings(crowded, {}), [
    '名单上有 62 名学员，超过计划的 60 人，请调整名单或计划人数。',
    '只登记了 0 名主讲，应至少 1 名；主讲的学时要凭名单认定。',
    '《第二班》的学时超过每天 8 学时，请核对活动的学时或起止时间。',
  ])
})

test('meetings and trips are no school-based research, neither later nor when they are planned', () => {
  assert.equal(
    schoolBasedProject.refusalOf('三月教研组例会', {}),
    '例会不计入校本研修，请填写研修活动的主题。',
  )
  assert.equal(schoolBasedProject.refusalOf('三月教研组例会', { notCounted: ['旅游'] }), null)
  const found = schoolBasedProject.findings(
    facts({ activities: [activity({ title: '例会' }), activity({ title: '例会' })] }),
    {},
  )
  assert.deepEqual(found, [
    '《例会》《例会》不属于校本研修，不应计学时。',
    '有名称相同的活动，请在名称里写明各次的主题。',
  ])
})

test('an observed lesson has somebody who gives it', () => {
  assert.deepEqual(lessonObservation.findings(facts({}), {}), [])
  assert.equal(lessonObservation.findings(facts({ people: people(40, 0, 0) }), {}).length, 1)
})

test('what was learnt is passed on within the time set, by who learnt it', () => {
  assert.deepEqual(cascadeTraining.findings(facts({ daysToFirst: 30 }), {}), [])
  const late = facts({ daysToFirst: 31, people: people(20, 0, 0) })
  assert.equal(cascadeTraining.findings(late, {}).length, 2)
})

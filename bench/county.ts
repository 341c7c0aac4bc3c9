import { checkCharacter } from '#lib/identity-number.ts'
import { exchangeTable } from '#workbook/exchange.ts'
import { writeWorkbookFile } from '#workbook/write.ts'

/** How large a county is made. */
export type Size = { teachers: number; activities: number; slots: number; activitiesEach: number }

const CODE = '990003'
const PER_SCHOOL = 40

/** Writes a county's workbook as a stream, whatever its size: every teacher takes part in so many activities, and comes. */
export async function writeCounty(path: string, size: Size): Promise<void> {
  await writeWorkbookFile(path, [
    exchangeTable('单位', units(size)),
    exchangeTable('教师', people(size)),
    exchangeTable('学分政策', policies()),
    exchangeTable('项目', programmes()),
    exchangeTable('活动', activities(size)),
    exchangeTable('参与', participations(size)),
    exchangeTable('签到', attendance(size)),
  ])
}

function* units({ teachers }: Size) {
  yield unit({ code: CODE, name: '大样县', parentCode: null, category: 'region' as const })
  for (let at = 0; at < teachers / PER_SCHOOL; at += 1)
    yield unit({ code: `S${at}`, name: `第${at}小学`, parentCode: CODE, category: 'school' as const })
}

function unit<T extends object>(given: T) {
  return {
    ...given,
    schoolKind: null,
    locality: 'rural' as const,
    township: null,
    openedOn: null,
    closedOn: null,
    mergedIntoCode: null,
  }
}

function identity(at: number): string {
  const day = `${1965 + (at % 35)}${String(1 + (Math.floor(at / 35) % 12)).padStart(2, '0')}${String(1 + (Math.floor(at / 420) % 28)).padStart(2, '0')}`
  const digits = `990003${day}${String(Math.floor(at / 11_760)).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

function* people({ teachers }: Size) {
  const blank = {
    subject: null,
    phone: null,
    professionalTitle: null,
    degree: null,
    startedWorkOn: null,
    staffing: null,
    putonghua: null,
    qualification: null,
  }
  for (let at = 0; at < teachers; at += 1)
    yield {
      ...blank,
      identityNumber: identity(at),
      name: `教师${at}`,
      unitCode: `S${Math.floor(at / PER_SCHOOL)}`,
      stage: '小学',
    }
}

function policies() {
  return ['集中', '网络', '校本'].map((category) => ({
    year: 2025,
    category,
    requirement: '8',
    hoursPerCredit: '1',
    itemCap: null,
    leastAttendance: '0.8',
  }))
}

function programmes() {
  const blank = {
    subject: null,
    stage: null,
    startsOn: null,
    endsOn: null,
    plannedPeople: null,
    budget: null,
  }
  return [
    {
      ...blank,
      number: 'P1',
      name: '全员研修',
      system: 'group-training' as const,
      level: 'county' as const,
      year: 2025,
      hostCode: CODE,
      creditCategory: '集中',
    },
  ]
}

function* activities({ activities: count, slots }: Size) {
  for (let at = 0; at < count; at += 1)
    yield {
      number: `A${at}`,
      programmeNumber: 'P1',
      name: `活动${at}`,
      stage: null,
      startsAt: '2025-03-08 08:30:00',
      endsAt: '2025-03-08 17:00:00',
      placeCode: null,
      hours: '8',
      slots,
    }
}

function* participations({ teachers, activities: count, activitiesEach }: Size) {
  for (let at = 0; at < teachers; at += 1) {
    for (let part = 0; part < activitiesEach; part += 1)
      yield {
        activityNumber: `A${(at + part) % count}`,
        identityNumber: identity(at),
        role: 'trainee' as const,
      }
  }
}

function* attendance(size: Size) {
  for (const { activityNumber, identityNumber } of participations(size)) {
    for (let slot = 1; slot <= size.slots; slot += 1)
      yield {
        activityNumber,
        identityNumber,
        slot,
        checkedInAt: '2025-03-08 08:35:00',
        state: 'present' as const,
      }
  }
}

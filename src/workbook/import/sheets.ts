/** How each sheet is checked and into which mechanism it goes, in the order in which they need one another. */
import { CREDIT_CATEGORIES } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import type { Intake } from '#kernel/intake.ts'
import { takeInPolicies } from '#kernel/credit/intake.ts'
import { takeInFunds } from '#kernel/money/intake.ts'
import { takeInUnits } from '#kernel/network/intake.ts'
import {
  takeInAwards,
  takeInCertifications,
  takeInExchanges,
  takeInPairings,
  takeInPeople,
  takeInTitles,
} from '#kernel/people/intake.ts'
import {
  takeInActivities,
  takeInAttendance,
  takeInCourses,
  takeInParticipations,
  takeInProgrammes,
} from '#kernel/programme/intake.ts'
import { takeInLoans, takeInWorks } from '#kernel/works/intake.ts'
import { SHEETS, type SheetName } from '../sheets.ts'
import type { ExtraCheck } from './resolve.ts'

type Destination = {
  takeIn: (work: Work, intake: Intake) => Promise<number>
  extra?: (region: number) => ExtraCheck[]
}

/** Where the rows of each sheet go; programmes before activities before participations before check-ins. */
export const DESTINATIONS: Readonly<Record<SheetName, Destination>> = {
  单位: { takeIn: takeInUnits },
  教师: { takeIn: takeInPeople },
  学分政策: { takeIn: takeInPolicies },
  项目: { takeIn: takeInProgrammes, extra: programmeChecks },
  活动: { takeIn: takeInActivities },
  参与: { takeIn: takeInParticipations },
  签到: { takeIn: takeInAttendance, extra: attendanceChecks },
  网络学时: { takeIn: takeInCourses },
  作品: { takeIn: takeInWorks },
  荣誉: { takeIn: takeInAwards },
  称号: { takeIn: takeInTitles },
  结对: { takeIn: takeInPairings },
  交流: { takeIn: takeInExchanges },
  资格认定: { takeIn: takeInCertifications },
  借阅: { takeIn: takeInLoans },
  经费: { takeIn: takeInFunds },
}

/** A region names categories of its own in its policies; any other word is a slip of the pen. */
function programmeChecks(region: number): ExtraCheck[] {
  const known = CREDIT_CATEGORIES.map((category) => `'${category}'`).join(', ')
  return [
    {
      name: 'category_known',
      join: '',
      sound: `s.credit_category is null or s.credit_category in (${known})
        or exists (select from credit_policy k where k.region_id = ${region} and k.category = s.credit_category)`,
      property: 'creditCategory',
      code: 'value',
      message: (row) =>
        `“学分类别”填的是“${String(row['credit_category'])}”，应为：${CREDIT_CATEGORIES.join('、')}，或“学分政策”表里写明的类别。`,
    },
  ]
}

/** A 签到 row needs its 参与 row, and a slot that the activity has. */
function attendanceChecks(region: number): ExtraCheck[] {
  return [
    {
      name: 'takes_part',
      // only asked where activity and person are there: else the missing one has been told already
      join: `left join (select distinct activity_id, person_id from participation where region_id = ${region}) p
        on p.activity_id = r0.id and p.person_id = r1.id`,
      sound: 'r0.id is null or r1.id is null or p.activity_id is not null',
      property: 'identityNumber',
      code: 'reference',
      message: () =>
        `“${SHEETS.签到.columns.identityNumber.head}”这位教师不在活动的“参与”名单里，签到不能计入；请核对，或先在“参与”表补上这一行。`,
    },
    {
      name: 'slot_exists',
      join: '',
      sound: 'r0.id is null or s.slot <= r0.slots',
      property: 'slot',
      code: 'value',
      message: (row) =>
        `“场次”填的是“${String(row['slot'])}”，超过了活动的场次数；请核对场次，或改正“活动”表的场次数。`,
    },
  ]
}

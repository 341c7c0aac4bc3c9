import { useParams } from '@tanstack/react-router'
import type * as z from 'zod'
import { activityPage } from '#contract/activity.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number, span } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { usePlaceOf, WORLD_WORDS } from '../../lib/worlds.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { ActivityState } from '../programmes/activity-state.tsx'
import { ActivityActions } from './actions.tsx'
import { Attendance } from './attendance.tsx'
import { Helpers } from './helpers.tsx'
import { Slots } from './slots.tsx'
import './sheet.css'

export type ActivityData = z.output<NonNullable<typeof activityPage.reply>>

/** An activity: when and where, its slots, its people and who came. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(activityPage, { params: { id } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Activity key={data.activity.id} data={data} />}</Answer>
}

function Activity({ data }: { data: ActivityData }) {
  const { activity, programme } = data
  const world = usePlaceOf(programme.system)
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[
          { href: link(`/${world}`), name: t(WORLD_WORDS[world].title) },
          {
            href: link(`/programmes/${programme.id}`),
            name: `${t(programme.systemTitle)} · ${programme.title}`,
          },
        ]}
      />
      <Page title={activity.title} about={<Where data={data} />} actions={<ActivityActions data={data} />}>
        {activity.cancelled !== null && (
          <Notice tone="late">{t('已取消：{because}', { because: activity.cancelled })}</Notice>
        )}
        <Facts
          facts={[
            { term: t('状态'), value: <ActivityState row={activity} /> },
            { term: t('承办单位'), value: programme.organiser.name },
            { term: t('学时'), value: number(activity.hours) },
            { term: t('认定要求'), value: t('出勤率不低于 {rate}%', { rate: number(data.leastRate * 100) }) },
            { term: t('名单'), value: t('{n} 人', { n: number(activity.enrolled) }) },
            { term: t('已认定'), value: t('{n} 人次', { n: number(activity.recognised) }) },
          ]}
        />
        <Slots data={data} />
        <Attendance data={data} />
        <Helpers data={data} />
      </Page>
    </>
  )
}

function Where({ data: { activity } }: { data: ActivityData }) {
  return (
    <span className="num">
      {span(activity.startsAt, activity.endsAt)}
      {activity.place !== null && ` · ${activity.place.name}`} · {activity.code}
    </span>
  )
}

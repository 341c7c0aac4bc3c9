import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { Status } from '../../ui/states.tsx'
import type { PersonData } from './person.tsx'

/** Activities in which the teacher took part, newest first as the server gives them. */
export function Trainings({ rows }: { rows: PersonData['trainings'] }) {
  return (
    <PlainTable
      label={t('培训与活动')}
      rows={rows}
      keyOf={(row, i) => `${row.activityId}-${i}`}
      empty={t('还没有参加过活动。')}
      columns={[
        {
          key: 'title',
          title: t('活动'),
          render: (row) => <a href={link(`/activities/${row.activityId}`)}>{row.title}</a>,
        },
        { key: 'programme', title: t('项目'), render: (row) => row.programme },
        { key: 'system', title: t('体系'), render: (row) => t(row.systemTitle) },
        { key: 'level', title: t('级别'), render: (row) => t(row.levelWord) },
        { key: 'role', title: t('角色'), render: (row) => t(row.roleWord) },
        { key: 'ends', title: t('结束'), render: (row) => <span className="num">{row.endsOn}</span> },
        {
          key: 'slots',
          title: t('出勤'),
          numeric: true,
          render: (row) => t('{n} / {all} 场', { n: row.attended, all: row.slots }),
        },
        { key: 'hours', title: t('学时'), numeric: true, render: (row) => number(row.hours) },
        {
          key: 'recognised',
          title: t('认定'),
          render: (row) =>
            row.recognised ? (
              <Status tone="good">{t('已认定')}</Status>
            ) : (
              <Status tone="warn">{t('未认定')}</Status>
            ),
        },
      ]}
    />
  )
}

/** Courses studied on line. */
export function OnlineStudies({ rows }: { rows: PersonData['onlineStudies'] }) {
  return (
    <PlainTable
      label={t('网络学时')}
      rows={rows}
      keyOf={(row, i) => `${row.course}-${i}`}
      empty={t('还没有网络学时。')}
      columns={[
        { key: 'platform', title: t('平台'), render: (row) => row.platform },
        { key: 'course', title: t('课程'), render: (row) => row.course },
        { key: 'on', title: t('完成日期'), render: (row) => <span className="num">{row.completedOn}</span> },
        { key: 'hours', title: t('学时'), numeric: true, render: (row) => number(row.hours) },
      ]}
    />
  )
}

/** Works handed in. */
export function Works({ rows }: { rows: PersonData['works'] }) {
  return (
    <PlainTable
      label={t('作品')}
      rows={rows}
      keyOf={(row) => row.code}
      empty={t('还没有作品。')}
      columns={[
        { key: 'kind', title: t('类型'), render: (row) => row.kind },
        { key: 'title', title: t('标题'), render: (row) => row.title },
        { key: 'on', title: t('日期'), render: (row) => <span className="num">{row.on}</span> },
        { key: 'code', title: t('作品编号'), render: (row) => row.code },
      ]}
    />
  )
}

/** Honours, and titles with their term. */
export function Honours({ rows }: { rows: PersonData['honours'] }) {
  return (
    <PlainTable
      label={t('荣誉与称号')}
      rows={rows}
      keyOf={(row, i) => `${row.title}-${i}`}
      empty={t('还没有荣誉或称号。')}
      columns={[
        { key: 'title', title: t('名称'), render: (row) => row.title },
        { key: 'level', title: t('级别'), render: (row) => t(row.levelWord) },
        { key: 'grade', title: t('等次'), render: (row) => row.grade },
        { key: 'on', title: t('日期'), render: (row) => <span className="num">{row.on}</span> },
        { key: 'until', title: t('到期'), render: (row) => <span className="num">{row.until}</span> },
      ]}
    />
  )
}

/** Books borrowed. */
export function Loans({ rows }: { rows: PersonData['loans'] }) {
  return (
    <PlainTable
      label={t('借阅')}
      rows={rows}
      keyOf={(row, i) => `${row.title}-${i}`}
      empty={t('还没有借阅。')}
      columns={[
        { key: 'title', title: t('书名'), render: (row) => row.title },
        { key: 'lent', title: t('借出'), render: (row) => <span className="num">{row.lentOn}</span> },
        {
          key: 'back',
          title: t('归还'),
          render: (row) => <span className="num">{row.returnedOn ?? t('未还')}</span>,
        },
      ]}
    />
  )
}

import { caseChecks, SPOT_STATES } from '#contract/spot-check.ts'
import type { CaseCheck } from '#contract/spot-check.ts'
import type { PanelProps } from '../../engine/panels.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Section } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { SPOT_TONES } from './draw.tsx'

/** What random checks found in the project's activities, beside its application for recognition. */
export function CaseChecks({ data }: PanelProps) {
  const year = useYear()
  const asked = useCall(caseChecks, { params: { id: data.row.id } })
  return (
    <Section title={t('随机抽查')}>
      <Answer asked={asked} lines={2}>
        {({ rows }) => (
          <PlainTable
            label={t('随机抽查')}
            rows={rows}
            columns={columns(year)}
            keyOf={(row) => `${row.draw.id} ${row.activity.id}`}
            empty={t('这个项目的活动没有被抽中。')}
          />
        )}
      </Answer>
    </Section>
  )
}

function columns(year: number): Column<CaseCheck>[] {
  return [
    {
      key: 'activity',
      title: t('活动'),
      lead: true,
      render: ({ draw, activity }) => (
        <a href={link(`/school-based/checks/${draw.id}/${activity.id}`, { year })}>{activity.title}</a>
      ),
    },
    {
      key: 'state',
      title: t('检查'),
      render: ({ state }) => <Status tone={SPOT_TONES[state]}>{t(SPOT_STATES[state])}</Status>,
    },
    {
      key: 'hours',
      title: t('认定'),
      unit: t('学时'),
      numeric: true,
      render: ({ hours, heldHours }) => (hours === null ? '—' : `${number(hours)}/${number(heldHours)}`),
    },
    {
      key: 'words',
      title: t('意见'),
      long: true,
      width: 240,
      minor: true,
      render: ({ words, unmet }) =>
        [words, ...unmet.map(({ item, words: said }) => `${item}：${said}`)].filter(Boolean).join('；'),
    },
  ]
}

import { compareQuestionnaires, MOMENTS } from '#contract/questionnaire.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Empty } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { QuestionnaireData } from './questionnaire.tsx'

/** The same questions before and after, side by side. */
export function Comparison({ data: { questionnaire, comparable } }: { data: QuestionnaireData }) {
  const { with: chosen = comparable[0]?.id ?? '' } = useAddress()
  const filter = useFilter()
  const asked = useCall(compareQuestionnaires, { params: { id: questionnaire.id }, query: { with: chosen } })
  return (
    <>
      <FilterBar label={t('与哪份比较')}>
        <Choose
          label={t('与哪份比较')}
          value={chosen}
          choices={comparable.map(({ id, title, moment }) => ({
            value: id,
            label: moment === null ? title : `${title}（${t(MOMENTS[moment])}）`,
          }))}
          all={t('请选择')}
          onChoose={(value) => filter({ with: value })}
        />
      </FilterBar>
      <Answer asked={asked}>
        {(data) =>
          data.because !== null ? (
            <Empty because={data.because} />
          ) : (
            <PlainTable
              label={t('前后比较')}
              rows={data.rows}
              keyOf={(row) => row.says}
              empty=""
              columns={[
                { key: 'says', title: t('题目'), lead: true, width: 320, render: (row) => row.says },
                {
                  key: 'before',
                  title: t('前（{n} 份）', { n: data.before.received }),
                  numeric: true,
                  render: (row) => `${row.before} ${t(row.unit)}`,
                },
                {
                  key: 'after',
                  title: t('后（{n} 份）', { n: data.after.received }),
                  numeric: true,
                  render: (row) => `${row.after} ${t(row.unit)}`,
                },
                { key: 'change', title: t('变化'), numeric: true, render: (row) => row.change },
              ]}
            />
          )
        }
      </Answer>
    </>
  )
}

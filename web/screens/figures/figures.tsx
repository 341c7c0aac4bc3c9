import { figures, figuresSheet } from '#contract/statistics.ts'
import type { FigureCard } from '#contract/statistics.ts'
import { useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Card } from './card.tsx'
import { RecordsPanel } from './records-panel.tsx'
import { UnitFilter } from './unit-filter.tsx'
import { useOpening } from './use-opening.ts'
import './figures.css'

/** 统计: every figure of a unit and a year, each with its definition, its parts and its records. */
export function Screen() {
  const year = useYear()
  const { unit } = useAddress()
  const asked = useCall(figures, { query: { year, unit } })
  return (
    <Page
      title={t('统计')}
      about={t('{name} {year} 年的全部指标。每个数字都可以打开看是哪些记录；指标的定义在名称上。', {
        name: asked.data?.unit.name ?? '',
        year,
      })}
      actions={
        <>
          <PrintButton word={t('打印')} />
          <ActionLink href={address(figuresSheet, {}, { year, unit })} file>
            {t('导出 Excel')}
          </ActionLink>
        </>
      }
    >
      <UnitFilter />
      <Answer asked={asked}>
        {(data) => <Cards cards={data.figures} unit={data.unit.code} year={year} />}
      </Answer>
    </Page>
  )
}

function Cards({ cards, unit, year }: { cards: readonly FigureCard[]; unit: string; year: number }) {
  const { open, close, onClick } = useOpening()
  return (
    <div onClickCapture={onClick}>
      <div className="cards">
        {cards.map((card) => (
          <Card key={card.id} card={card} unit={unit} year={year} />
        ))}
      </div>
      <RecordsPanel references={open} onClose={close} />
    </div>
  )
}

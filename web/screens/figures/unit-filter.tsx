import { useAddress, useFilter } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Choose, FilterBar } from '../../ui/filters.tsx'

/** Of which unit with all below it. */
export function UnitFilter() {
  const { unit = '' } = useAddress()
  const filter = useFilter()
  return (
    <FilterBar label={t('筛选')}>
      <Choose
        label={t('单位')}
        value={unit}
        choices={useUnitChoices()}
        all={t('全部单位')}
        onChoose={(v) => filter({ unit: v })}
      />
    </FilterBar>
  )
}

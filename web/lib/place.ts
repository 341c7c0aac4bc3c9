import { createContext, useContext, useEffect } from 'react'

type Place = { entry: string | null; stand: (entry: string | null) => void }

/** Which entry of the menu a page belongs to whose address does not say it. */
export const PlaceContext = createContext<Place>({ entry: null, stand: () => undefined })

/** Places a page under an entry of the menu for as long as it is shown; null while it is not known under which. */
export function usePlace(entry: string | null): void {
  const { stand } = useContext(PlaceContext)
  useEffect(() => {
    stand(entry)
    return () => stand(null)
  }, [entry, stand])
}

import { useEffect, useState } from 'preact/hooks';

/** Below this the sidebar is a drawer and a thread covers the channel; as in styles/layout.css. */
const PHONE = '(max-width: 767px)';

export function usePhone(): boolean {
  const [phone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const changed = () => setPhone(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return phone;
}

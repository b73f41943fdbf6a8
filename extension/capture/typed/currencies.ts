/**
 * The signs and codes that mean money and little else. Left out are codes that are also words (ALL,
 * COP, CUP, MAD, PEN, TOP) and signs that are also units or names (F, Fr, R, L, p, c).
 */
const everywhere = new Set(
  (
    '$ € £ ¥ ￥ ￡ ￦ ₩ ₹ ₽ ₺ ₴ ₫ ₪ ₱ ₦ ₵ ₡ ₲ ₸ ₼ ₾ ₮ ₭ ৳ ฿ ៛ ﷼ ⃀ ' +
    'US$ A$ AU$ C$ CA$ HK$ NZ$ S$ NT$ R$ MX$ CN¥ JP¥ BR$ UK£ $US $CA $AU £GB ¥JP ¥CN 元 円 원 ' +
    'kr kr. Dkr Nkr Kč zł лв лв. руб руб. грн Rp Rs Rs. RM S/ SFr. ден дин. ر.س د.إ ' +
    'AED ARS AUD BDT BGN BRL CAD CHF CLP CNY CZK DKK EGP EUR GBP GEL HKD HRK HUF IDR ILS INR ISK JPY ' +
    'KES KRW KZT LKR MXN MYR NGN NOK NZD PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH ' +
    'USD UYU VND XAF XOF ZAR'
  ).split(' '),
)

/** Signs that mean money in their own language, and something else in others. */
const local: Record<string, string> = { Ft: 'hu', lei: 'ro', din: 'sr', đ: 'vi', 'р.': 'ru' }

export function isCurrency(sign: string, lang: string | undefined): boolean {
  if (everywhere.has(sign)) return true
  const language = local[sign]
  return language !== undefined && lang?.split(/[-_]/)[0]?.toLowerCase() === language
}

/** The product's sign: two values becoming one. */
export function Logo({ size = 24 }: { size?: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} />;
}

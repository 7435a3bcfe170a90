/** How large a picture is taken to be on paper: it says nothing of that itself. */

/** Width and height of A4 in points. */
const A4 = { width: 595.28, height: 841.89 };

/** Pixels per point of a picture of so many pixels: it is as wide as A4, upright or lying. */
export const unitOf = (width: number, height: number): number => (width > height ? width / A4.height : width / A4.width);

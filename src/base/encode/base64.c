/* Three bytes are four letters; what is missing of the last three is "=". */
#include "base/encode/base64.h"

void buf_base64(Buf *out, Str bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < bytes.n; i += 3) {
        int n = int_min(3, bytes.n - i);
        uint32_t three = 0;
        for (int k = 0; k < 3; k++)
            three = three << 8 | (k < n ? (unsigned char)bytes.p[i + k] : 0);
        char four[4];
        for (int k = 0; k < 4; k++)
            four[k] = k <= n ? letters[three >> (18 - 6 * k) & 63] : '=';
        buf_put(out, four, 4);
    }
}

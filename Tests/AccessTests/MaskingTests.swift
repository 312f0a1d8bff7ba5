// What a log may not show, and what it must still show.

import HostAccess
import Testing

@Suite struct MaskingTests {
    @Test(arguments: [
        ("llama al 55 1234 5678 hoy", "llama al ***5678 hoy"),
        ("+52 1 (55) 1234-5678", "***5678"),
        ("tel:5215512345678,", "tel:***5678,"),
        ("-5512345678.", "-***5678."),
        ("4111 1111 1111 1111", "***1111"),
        ("4111-1111-1111-1111 ok", "***1111 ok"),
        ("escribe a juan.perez+x@correo.com.mx ya", "escribe a j***@*** ya"),
        ("key=ork_live_0123456789abcdef", "key=ork_***"),
        ("Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc", "Bearer eyJh***"),
        ("sk_test_4eC39HqLyjWDarjtT1", "sk_t***"),
        ("0123456789abcdef0123456789abcdef", "0123***"),
    ])
    func hides(_ text: String, _ masked: String) {
        #expect(Masking.masked(text) == masked)
    }

    @Test(arguments: [
        "", "12 balatas a $1,234.50 MXN", "2026-11-23T19:58:45.123Z", "2026-11-23 19:58", "turn took 1234567 ms",
        "01935028-7123-7000-8123-456789012345", "01935028-7123-7abc-8123-45678901234f", "equipo-automotriz-javaz",
        "¿Tienes filtro para Jetta 2015? Sí: W-712/75", "HostStorageSQLite.GroupCommit", "@", "a@b",
    ])
    func keeps(_ text: String) {
        #expect(Masking.masked(text) == text)
    }
}

// The compiled part of fmt, and those of its templates that its headers promise will be found here.
// Debian ships it only as a shared library, which every start of the program would have to load.
#include <fmt/format-inl.h>

template void fmt::detail::buffer<char>::append(const char*, const char*);
template void fmt::detail::vformat_to(buffer<char>&, string_view,
                                      basic_format_args<buffer_context<char>>, locale_ref);
template fmt::detail::thousands_sep_result<char> fmt::detail::thousands_sep_impl(locale_ref);
template char fmt::detail::decimal_point_impl(locale_ref);

#pragma once
#include <dlncert/statement/box.hpp>

namespace dlncert {

using SearchBox = Box;

}  // namespace dlncert

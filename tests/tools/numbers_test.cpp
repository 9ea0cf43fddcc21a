#include <doctest/doctest.h>

#include <dlncert/statement/error.hpp>
#include <numbers.hpp>

using namespace dlncert;
using namespace dlncert::command;

TEST_CASE("singular values are read exactly and cut to the chamber") {
    const auto sigma = parse_singular_values(" 2, 1.5 ,1/3,1e-30");
    REQUIRE(sigma.size() == 4);
    CHECK(sigma[1] == ExactInterval(Rational(3, 2)));
    CHECK(sigma[3].lower * parse_rational("1e30") == 1);
    const auto box = parse_singular_values("[1,2],[0.5,3],[1/4,1/2]");
    CHECK(box[0] == ExactInterval(1, 2));
    CHECK(box[1] == ExactInterval(Rational(1, 2), 2));
    CHECK(parse_singular_values("[1,3],2")[0] == ExactInterval(2, 3));
    for (const char* text :
         {"",     "1",         "1,2",  "2,0",         "2,-1",  "0,0",   "2,[0,1]",       "[2,1],1",
          "2,,1", ",2,1",      "2,1,", "2,nan",       "inf,1", "2 1",   "[1,2,3],1",     "[1,2",
          "1,2]", "[[1,2]],1", "2,x",  "[1,2],[3,4]", "[],1",  "2,1/0", "@/no/such/file"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)parse_singular_values(text), InputError);
    }
}

TEST_CASE("boxes") {
    const auto box = parse_box("[1,2] [0.5, 0.9]\t[0,inf]");
    REQUIRE(box.size() == 3);
    CHECK(box[0] == BoxSide{1, Rational(2)});
    CHECK(box[1] == BoxSide{Rational(1, 2), Rational(9, 10)});
    CHECK(box[2] == BoxSide{0, std::nullopt});
    CHECK(parse_box("[1,2],[1,2]").size() == 2);
    CHECK(parse_box("[1,1] [1,2]").size() == 2);  // meets the chamber in (1, 1)
    for (const char* text : {"", "[1,2]", "[1,2] [3,4]", "[1,2] [0,inf] [3,4]", "[2,1] [0,1]", "[-1,2] [0,1]",
                             "[0,0] [0,0]", "[1,nan] [0,1]", "[inf,inf] [0,1]", "[1,2] 1", "[1;2] [0,1]",
                             "[1,2] [0,1", "1,2 0,1", "[1,2] (0,1)"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)parse_box(text), InputError);
    }
}

From Coq Require Import Reals.

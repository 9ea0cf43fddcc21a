(* true if: s/1 - nu \+ m nu u/1 - nu - m nu u/ *)
(** I4 with a flipped sign. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Core.
Open Scope R_scope.
Theorem negative nu u : strip nu -> 0 <= u -> nu * (1 - nu + m nu u) <= k nu u.
Proof. intros Hn Hu. assert (H := I4 nu u Hn Hu). lra. Qed.

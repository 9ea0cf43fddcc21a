(** * The deep linear network: definitions

    What a reader of the paper P (Entropic regularization in the Deep Linear Network) has to
    compare with it; every theorem of this directory is about these terms.

    The depth [N] enters as the real number [nu = 1/N]; [nu = 0] is infinite depth.  All functions
    are total and mean the same for finite and infinite depth, on and off the diagonal
    [s i = s j]: see [entropy_finite_depth] and [entropy_infinite_depth] in Entropy.v for the
    formulas (1.2) and (1.14) of the paper.  Indices run from [0] to [d - 1]. *)

From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums.
Open Scope R_scope.

(** ** One special function: [g u = ln (sinh u / u)] and its first two derivatives *)

Definition sinhc (u : R) : R := if Req_EM_T u 0 then 1 else sinh u / u.
Definition g (u : R) : R := ln (sinhc u).
Definition langevin (u : R) : R := if Req_EM_T u 0 then 0 else cosh u / sinh u - 1 / u.
Definition langevin' (u : R) : R := if Req_EM_T u 0 then 1/3 else 1 / u^2 - 1 / (sinh u)^2.

Definition m (nu u : R) : R := langevin u - nu * langevin (nu * u).
Definition k (nu u : R) : R := langevin' u - nu^2 * langevin' (nu * u).

(** The determinant of the (scaled) pair block, (4.18) *)
Definition Delta (nu u : R) : R := (1 - nu)^2 - 2 * (1 - nu) * k nu u - (m nu u)^2.

(** ** Depth, chamber *)

Definition depth (N : nat) : R := / INR N.

(** All depths [N >= 2], infinite depth, and everything in between. *)
Definition strip (nu : R) : Prop := 0 <= nu <= 1/2.

Definition orthant (d : nat) (s : vec) : Prop := forall i, (i < d)%nat -> 0 < s i.

(** The closed chamber (1.7): equal singular values are allowed. *)
Definition chamber (d : nat) (s : vec) : Prop :=
  orthant d s /\ forall i j, (i <= j < d)%nat -> s j <= s i.

(** Its interior (1.8). *)
Definition open_chamber (d : nat) (s : vec) : Prop :=
  orthant d s /\ forall i j, (i < j < d)%nat -> s j < s i.

(** The diagonal (1.24). *)
Definition on_diagonal (d : nat) (s : vec) : Prop :=
  forall i j, (i < d)%nat -> (j < d)%nat -> s i = s j.

(** ** Entropy *)

(** In logarithmic coordinates. *)
Definition log_entropy (nu : R) (d : nat) (a : vec) : R :=
  1/2 * \sum_(i < j < d) ((1 - nu) * (a i + a j) + g (a i - a j) - g (nu * (a i - a j))).

(** In singular values. *)
Definition entropy (nu : R) (d : nat) (s : vec) : R := log_entropy nu d (fun i => ln (s i)).

(** The contribution of one pair, and the summand of the gradient. *)
Definition pair_entropy (nu x y : R) : R :=
  1/2 * ((1 - nu) * (ln x + ln y) + g (ln x - ln y) - g (nu * (ln x - ln y))).

Definition h (nu x y : R) : R := (1 - nu + m nu (ln x - ln y)) / (2 * x).

Definition gradient (nu : R) (d : nat) (s : vec) (i : nat) : R :=
  \sum_(j < d without i) h nu (s i) (s j).

(** The entries of the pair blocks (4.9)-(4.12): [alpha] off, [gamma] on the diagonal. *)
Definition alpha (nu x y : R) : R := - k nu (ln x - ln y) / (2 * x * y).
Definition gamma (nu x y : R) : R :=
  (k nu (ln x - ln y) - (1 - nu) - m nu (ln x - ln y)) / (2 * x^2).

Definition hessian (nu : R) (d : nat) (s : vec) (i j : nat) : R :=
  if Nat.eqb j i then \sum_(l < d without i) gamma nu (s i) (s l) else alpha nu (s i) (s j).

(** ** Derivatives in several variables *)

Definition line (s v : vec) (t : R) : vec := fun i => s i + t * v i.

Definition dot (d : nat) (v w : vec) : R := \sum_(i < d) (v i * w i).

(** The curve [c] has velocity [v] at time [t]. *)
Definition is_velocity (d : nat) (c : R -> vec) (t : R) (v : vec) : Prop :=
  forall i, (i < d)%nat -> is_derive (fun t => c t i) t (v i).

(** [f] is differentiable at [s] with gradient [p]: the chain rule holds along every curve that
    passes [s] with a velocity.  (Hadamard's form; in finite dimension it is Frechet's.) *)
Definition is_gradient (d : nat) (f : vec -> R) (s p : vec) : Prop :=
  forall c t v, c t = s -> is_velocity d c t v -> is_derive (fun t => f (c t)) t (dot d p v).

(** ** Quadratic forms *)

Definition form (d : nat) (H : nat -> nat -> R) (v : vec) : R :=
  \sum_(i < d) \sum_(j < d) (H i j * v i * v j).

Definition nonzero (d : nat) (v : vec) : Prop := exists i, (i < d)%nat /\ v i <> 0.

Definition negative_definite (d : nat) (H : nat -> nat -> R) : Prop :=
  forall v, nonzero d v -> form d H v < 0.

Definition indefinite (d : nat) (H : nat -> nat -> R) : Prop :=
  (exists v, form d H v < 0) /\ (exists v, 0 < form d H v).

(** Negative semidefinite of rank one: [H = - w w^T] with [w <> 0]. *)
Definition negative_rank_one (d : nat) (H : nat -> nat -> R) : Prop :=
  exists w, nonzero d w /\ forall i j, (i < d)%nat -> (j < d)%nat -> H i j = - (w i * w j).

(** [v] is an eigenvector with eigenvalue [mu]. *)
Definition is_eigen (d : nat) (H : nat -> nat -> R) (mu : R) (v : vec) : Prop :=
  forall i, (i < d)%nat -> \sum_(j < d) (H i j * v j) = mu * v i.

(** The all-ones direction, and its orthogonal complement. *)
Definition ones : vec := fun _ => 1.
Definition sum_free (d : nat) (v : vec) : Prop := \sum_(i < d) v i = 0.

Definition scalar (s : R) : vec := fun _ => s.

(** Strict concavity on a set of vectors (vectors are compared in their first [d] entries). *)
Definition strictly_concave (d : nat) (U : vec -> Prop) (f : vec -> R) : Prop :=
  forall s r t, U s -> U r -> (exists i, (i < d)%nat /\ s i <> r i) -> 0 < t < 1 ->
    (1 - t) * f s + t * f r < f (fun i => (1 - t) * s i + t * r i).

(** ** Metric *)

(** The metric on the chamber, (2.9): diagonal, [g_ii = w s_i^(2 nu - 2)].  The weight is [w = nu]
    in the convention of P ([sum]) and [w = 1] in that of Q ([mean]), which alone has a limit at
    infinite depth. *)
Definition metric (w nu : R) (s : vec) (i j : nat) : R :=
  if Nat.eqb j i then w * Rpower (s i) (2 * nu - 2) else 0.

Definition metric_inverse (w nu : R) (s : vec) (i j : nat) : R :=
  if Nat.eqb j i then / w * Rpower (s i) (2 - 2 * nu) else 0.

Definition update (s : vec) (i : nat) (x : R) : vec := fun j => if Nat.eqb j i then x else s j.

Definition partial (i : nat) (f : vec -> R) (s : vec) : R :=
  Derive (fun x => f (update s i x)) (s i).

(** The Christoffel symbol of the second kind with upper index [l]. *)
Definition christoffel (d : nat) (w nu : R) (s : vec) (l i j : nat) : R :=
  1/2 * \sum_(n < d) (metric_inverse w nu s l n *
    (partial i (fun s => metric w nu s n j) s + partial j (fun s => metric w nu s n i) s
     - partial n (fun s => metric w nu s i j) s)).

(** The Riemannian Hessian (5.1) at [s] of a function with gradient [p], Hessian [H]. *)
Definition riemannian_hessian (d : nat) (w nu : R) (s p : vec) (H : nat -> nat -> R)
  (i j : nat) : R := H i j - \sum_(l < d) (christoffel d w nu s l i j * p l).

(** That of the entropy. *)
Definition entropy_riemannian_hessian (d : nat) (w nu : R) (s : vec) : nat -> nat -> R :=
  riemannian_hessian d w nu s (gradient nu d s) (hessian nu d s).

(** ** Energy and free energy *)

(** A spectral energy, Definition 1.1. *)
Definition energy (phi psi : R -> R) (d : nat) (s : vec) : R := phi (\sum_(i < d) psi (s i)).

Definition free_energy (phi psi : R -> R) (beta nu : R) (d : nat) (s : vec) : R :=
  energy phi psi d s - / beta * entropy nu d s.

(** Its gradient, for given derivatives of [phi] and [psi]. *)
Definition free_energy_gradient (dphi psi dpsi : R -> R) (beta nu : R) (d : nat) (s : vec)
  (i : nat) : R :=
  dphi (\sum_(j < d) psi (s j)) * dpsi (s i) - / beta * gradient nu d s i.

(** An equilibrium of the gradient flow: a stationary point of the free energy (6.4). *)
Definition equilibrium (phi psi : R -> R) (beta nu : R) (d : nat) (s : vec) : Prop :=
  orthant d s /\ is_gradient d (free_energy phi psi beta nu d) s (fun _ => 0).

(** The right-hand side of the gradient flow (1.10), (2.14). *)
Definition flow_field (w : R) (dphi psi dpsi : R -> R) (beta nu : R) (d : nat) (s : vec)
  (i : nat) : R :=
  - (/ w * Rpower (s i) (2 - 2 * nu)) * free_energy_gradient dphi psi dpsi beta nu d s i.

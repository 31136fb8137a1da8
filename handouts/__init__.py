"""What is printed of a lesson: a sheet for students, its answers on a page of their own, and notes for the teacher."""

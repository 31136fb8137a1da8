"""Twenty addresses of the app, as a class opens them: other landscapes, methods and shapes, most with 200 steps."""

LINKS = (
    "optimizer=adam&steps=200",
    "landscape=bowl&optimizer=momentum&steps=200",
    "landscape=rosenbrock&optimizer=adam&schedule=cosine&steps=300",
    "landscape=double_well&optimizer=momentum&schedule=step&steps=200",
    "landscape=himmelblau&optimizer=rmsprop&steps=200",
    "landscape=rastrigin&optimizer=gradient_descent&noise=2&steps=200",
    "landscape=saddle&optimizer=nesterov&steps=100",
    "landscape=plateau&optimizer=adagrad&schedule=linear&steps=200",
    "landscape=cliff&optimizer=gradient_descent&schedule=inverse_time&steps=150",
    "landscape=monkey_saddle&optimizer=sign_descent&steps=200",
    "landscape=sharp_and_flat&optimizer=adamw&schedule=warmup_cosine&steps=200",
    "landscape=rippled_bowl&optimizer=nadam&noise=0.5&seed=7&steps=200",
    "landscape=booth&optimizer=lion&schedule=one_cycle&steps=200",
    "landscape=beale&optimizer=radam&steps=250",
    "landscape=three_hump_camel&optimizer=rprop&steps=100",
    "landscape=six_hump_camel&optimizer=adabelief&schedule=polynomial&steps=200",
    "landscape=goldstein_price&optimizer=adam&schedule=exponential&decay=0.1&steps=200",
    "landscape=mccormick&optimizer=yogi&steps=150",
    "landscape=styblinski_tang&optimizer=adadelta&schedule=cosine_restarts&steps=200",
    "landscape=ackley&optimizer=amsgrad&schedule=wsd&steps=200",
)
